"""The text of a report as blocks: headings, paragraphs, list items, tables, captions, and what is none of its prose."""
