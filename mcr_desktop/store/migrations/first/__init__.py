"""The tables of the first schema, as they were: one file a subject, one function a table."""
