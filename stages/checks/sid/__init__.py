"""Checks of SID: every trace is judged again, and the set as a whole."""
