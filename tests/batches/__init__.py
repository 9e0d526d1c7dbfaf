"""Tests of rightsdesk.batches."""
