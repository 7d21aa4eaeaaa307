"""The history: who signs in, what is kept of each scan, encrypted on disk. No Qt; the only home of SQLAlchemy."""
