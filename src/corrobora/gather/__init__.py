"""Bytes from anywhere -> documents."""
