"""Tests, one file a package and one story from file to page."""
