"""The pages: Datasette on the database, with pages of our own in front of its tables."""
