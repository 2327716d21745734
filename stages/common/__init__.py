"""What all rooms share: errors, files, parameters, progress."""
