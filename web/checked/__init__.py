"""A checked text written out: laid out once, then as a page, Markdown or a Word document."""
