"""The gates of a build: what a finished site must not hold."""
