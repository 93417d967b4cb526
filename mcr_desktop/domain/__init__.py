"""The words of the program: frozen records, enums, errors and who may do what.  Only Python."""
