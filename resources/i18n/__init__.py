"""Translations and the command that keeps them complete."""
