"""MCR Desktop: look after key customers, and see complaints rise early."""

__version__ = "0.1.0"
