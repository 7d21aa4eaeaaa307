"""`pibu bench`: how fast, how small and how faithful the engine is, against the naive way and the machine."""
