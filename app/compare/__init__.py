"""The Compare page: two scans beside each other, aligned, with what may be called a change."""
