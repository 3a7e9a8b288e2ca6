"""Training: what is to be reached (objective), how (trainer), and what came of it (history)."""
