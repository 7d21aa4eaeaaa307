"""The desktop application: live scan, photo, and the command line."""
