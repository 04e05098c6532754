"""The interactive mode: one engine kept open, a line at a time."""
