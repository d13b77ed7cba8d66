"""Reading a news page: body by trafilatura, each piece of metadata from the best of several places."""
