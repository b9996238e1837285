"""Calls for applications, applications, selection, waiting lists."""
