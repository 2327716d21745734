"""Validation of finished sets."""
