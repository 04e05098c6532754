"""Speed and memory beside bare loops and rivals: ``make bench``."""
