"""Every door: HTML, JSON and the command line. Doors hold no logic of their own."""

from web.app import create_app

__all__ = ["create_app"]
