"""Scoring the tagging against labelled texts, one file a question; nlp.evaluate puts them together."""
