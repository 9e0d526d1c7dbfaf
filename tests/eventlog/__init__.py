"""Tests of rightsdesk.eventlog."""
