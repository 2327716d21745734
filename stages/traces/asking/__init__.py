"""What a model is asked, phase by phase, and how its answers are read."""
