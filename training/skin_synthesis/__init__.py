"""Graded-skin synthesis: skin changes of known severity rendered on openly licensed faces (no Qt)."""
