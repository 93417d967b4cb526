"""The Team place: who covers whom, and what everybody wrote down lately."""
