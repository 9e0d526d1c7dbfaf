"""Vendors: whom we owe what, and who can be billed."""
