"""Kills, bad input and full disks."""
