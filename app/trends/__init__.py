"""The Trends page: grades over time, with what is no clear change."""
