"""One module a platform; PLATFORMS is how the rest finds them."""
