"""Scores a database against gold."""
