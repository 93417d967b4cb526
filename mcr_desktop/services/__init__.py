"""The use cases: authorise, do, audit. The only door between the window and the data."""
