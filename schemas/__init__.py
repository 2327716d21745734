"""Pydantic models of parameters and rows. Import the leaf modules; nothing is re-exported here."""
