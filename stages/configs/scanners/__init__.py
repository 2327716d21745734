"""The three scanners over many files: started seldom, bounded, and heard out to the last file."""
