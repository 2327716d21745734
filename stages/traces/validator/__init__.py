"""Judges traces: structure, registry, policy, least scope, provenance; and how varied a set is."""
