"""Files that come in: listed, opened within limits, recognised, read."""
