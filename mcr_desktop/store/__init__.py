"""The database: sessions, and one file of questions per subject."""
