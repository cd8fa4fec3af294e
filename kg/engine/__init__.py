"""Queries of users run here: in processes of their own, which can be stopped, outgrown and crashed without harm."""
