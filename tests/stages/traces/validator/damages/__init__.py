"""Kinds of damage that are done to valid traces, by what they break."""
