"""The template oracle: requests in natural English and the graphs of calls that answer them."""
