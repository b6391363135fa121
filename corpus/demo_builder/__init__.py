"""Makes the demonstration documents, and the answers they are checked against, from the plain sources."""
