"""The history of wording: phrases looked up, and how they stand in the record."""

from qa.phrase.find import Finder, Found, Place

__all__ = ["Finder", "Found", "Place"]
