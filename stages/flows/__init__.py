"""E1: flow readers, sampling and rendering."""
