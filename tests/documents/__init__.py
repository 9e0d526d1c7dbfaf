"""Documents: what they say, how they look, where they lie."""
