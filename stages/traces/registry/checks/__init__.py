"""What the places of domain files must agree in."""
