"""Reviews on paper: sections as functions, composed into PDF."""
