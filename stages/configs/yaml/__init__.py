"""YAML with positions: read within bounds, find parts, change the text around them."""
