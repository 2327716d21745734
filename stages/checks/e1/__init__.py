"""Checks of the E1 sets; `check.check` runs them all."""
