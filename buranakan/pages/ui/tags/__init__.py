"""Components and filters, one module a family; `templatetags/ui.py` gathers them."""
