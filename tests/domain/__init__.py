"""Tests of rightsdesk.domain."""
