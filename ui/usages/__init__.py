"""Usages: where pictures stand, until when they may, and the desk on which is decided what becomes of them."""
