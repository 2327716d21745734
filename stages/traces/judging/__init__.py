"""Judges finished files of traces, whoever wrote them: each trace, and the set as a whole."""
