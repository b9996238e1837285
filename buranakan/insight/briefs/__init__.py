"""Documents for those who decide, made of sourced sentences: each its own file."""
