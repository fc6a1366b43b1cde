"""Filled papers that come back: read, kept, reported."""
