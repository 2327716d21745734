"""The pipeline: one script a stage, one package (room) a subject."""
