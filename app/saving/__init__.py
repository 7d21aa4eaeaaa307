"""From the history into a file that a person asked for: which scans, in which form, and how it went."""
