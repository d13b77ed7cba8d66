"""The command groups that are about sources and archives; `cli.py` puts them beside its own commands."""
