"""Fetching: one child process a source, one writer, every request accounted for."""
