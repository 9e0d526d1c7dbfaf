"""Tests of rightsdesk.desk."""
