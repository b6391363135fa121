"""The pages, a module each: what is read from the database for a template to show."""
