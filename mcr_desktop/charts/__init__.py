"""What to draw: each chart once, for screen and paper."""
