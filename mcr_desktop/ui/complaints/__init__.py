"""Complaints & trends: what rises, what the complaints share, and the way to a proven cure."""
