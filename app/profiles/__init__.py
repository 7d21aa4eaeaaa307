"""Signing in and looking after one's profile: the dialogs, the rail's button, the lock that closes by itself."""
