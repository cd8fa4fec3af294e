"""Tables to facts: columns by role, the kind of a table by its roles, each row a record, each record facts."""

from extract.tables.reader import read_table

__all__ = ["read_table"]
