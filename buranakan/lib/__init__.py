"""The bottom floor: pure Python, no Django. The Thai specifics live here, once."""
