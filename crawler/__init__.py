"""Fetching and reading: one spider, one parser a platform, records out."""
