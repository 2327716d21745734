"""From a request and a plan in words of the model to a trace."""
