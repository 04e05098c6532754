"""The door for language models: the Model Context Protocol over standard input or HTTP."""
