"""One's own data: export and import, backups and restore, deletion."""
