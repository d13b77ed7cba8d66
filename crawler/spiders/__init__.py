"""The one spider: it runs any source by its platform."""
