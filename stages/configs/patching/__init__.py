"""Patches: proposed from findings, proven by scanning again."""
