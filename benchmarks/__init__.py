"""Commands that print a ratio against a reference run side by side."""
