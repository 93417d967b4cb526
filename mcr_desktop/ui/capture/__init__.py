"""Writing a conversation down, from anywhere."""
