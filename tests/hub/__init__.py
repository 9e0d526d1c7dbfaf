"""Tests of the embedded vendor hub."""
