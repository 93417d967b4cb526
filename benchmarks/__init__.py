"""Measured against the goals of the method: each script prints goal, ours and a peer."""
