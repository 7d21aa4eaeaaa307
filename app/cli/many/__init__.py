"""`pibu scan` for very many photos: worker processes, rows as they come, and going on after a stop."""
