"""A PDF read by geometry: lines, columns, tables and paragraphs from where its signs stand."""
