"""Makes programs of Pibu that need no Python: what goes in, its licences, its bill of materials, its checks."""
