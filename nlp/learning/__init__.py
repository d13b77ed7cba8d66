"""Learned parts: linear models over named features, plain JSON in nlp/models, trained by `make train`."""
