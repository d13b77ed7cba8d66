"""Writing what the parsers found: versions, articles, and civic records rebuilt from versions in order."""
