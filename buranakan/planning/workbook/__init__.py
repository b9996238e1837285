"""A plan's version as an Excel workbook: written, read back after somebody edited it, compared three ways. Pure."""
