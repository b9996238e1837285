"""Visits (ตรวจเยี่ยม): who goes where, what they look at, what they note and order there."""
