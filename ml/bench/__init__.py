"""Measures the engine: against the naive way, in memory and in agreement, as work grows, against the machine's peak."""
