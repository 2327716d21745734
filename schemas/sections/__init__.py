"""One model a section of params.yaml, so that a stage depends on its own section only."""
