"""The arithmetic, from outside."""
