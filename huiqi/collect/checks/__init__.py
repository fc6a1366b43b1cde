"""What the papers are checked for: outlines, likeness, the meeting, format, the archive."""
