"""Tests of RightsDesk; they state behaviour a user could confirm."""
