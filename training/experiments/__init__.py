"""The original's tables run again on our bench: `python -m training compare`."""
