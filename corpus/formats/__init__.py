"""Files in, blocks out: one reader for each format, all with the same result."""
