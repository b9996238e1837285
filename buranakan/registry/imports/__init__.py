"""Lists of enterprises and people, read as they come and brought in whole (README.md)."""
