"""One module for each kind of gold."""
