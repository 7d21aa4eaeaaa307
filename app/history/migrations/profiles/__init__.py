"""Schema steps of the profiles tables."""
