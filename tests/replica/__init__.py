"""A small web on loopback in the shape of the real sources: for the demo and the end-to-end test."""
