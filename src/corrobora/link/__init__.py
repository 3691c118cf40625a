"""Readings -> lineages and incidents."""
