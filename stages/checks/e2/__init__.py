"""Checks of the E2 sets; `check.check` runs them all."""
