"""The command line: the same services as the window, words in and words out."""
