"""The Admin place: who looks after whom, who is fenced, and who is one of us."""
