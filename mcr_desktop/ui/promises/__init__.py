"""Promises wherever they are shown: their row, what can be asked of them, and how it is done."""
