"""Evidence sheets written out: told in words once, then in each format."""
