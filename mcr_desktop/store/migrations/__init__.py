"""The steps of the schema, carried inside the package so that installers bring them along."""
