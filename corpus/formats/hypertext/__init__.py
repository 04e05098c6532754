"""The parts of a web page: its tree, its main text, its blocks, its notes, what describes it."""
