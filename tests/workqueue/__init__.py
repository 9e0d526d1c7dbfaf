"""Tests of rightsdesk.workqueue."""
