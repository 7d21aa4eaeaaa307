"""Schema steps of the scans tables."""
