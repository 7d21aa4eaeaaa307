"""The report: scans, or a stretch of time, as pages to print or to hand on."""
