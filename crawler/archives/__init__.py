"""The past from archives: WARC files and the Wayback Machine."""
