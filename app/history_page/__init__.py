"""The History page: what was kept, newest first, and each scan again as it was shown."""
