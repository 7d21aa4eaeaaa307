"""Keeping a scan: what the live and the photo page offer once there are grades, and what becomes of it."""
