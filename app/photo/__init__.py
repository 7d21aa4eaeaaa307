"""The photo page: open, drop or paste photos, see grades and where they come from, save the picture."""
