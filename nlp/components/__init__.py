"""The pipeline's own components, one a file; each registers a spaCy factory when imported."""
