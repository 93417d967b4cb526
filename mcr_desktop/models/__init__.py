"""The tables: one file per subject."""
