"""Tests of reading vendors."""
