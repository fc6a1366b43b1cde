"""The desk's pages, one module for each part; each lists its routes."""
