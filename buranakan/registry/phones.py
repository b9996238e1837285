"""Telephone numbers as the register keeps them: those of lib/phones.py."""

from buranakan.lib.phones import part_of_phone_number, phone_number, shown

__all__ = ["part_of_phone_number", "phone_number", "shown"]
