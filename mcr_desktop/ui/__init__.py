"""The window: pages that look, presenters that decide."""
