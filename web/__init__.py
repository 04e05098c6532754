"""Every door: HTML, JSON and the command line. Doors hold no logic of their own."""
