"""The parts of a Word document: its package, styles, numbered lists and runs of text."""
