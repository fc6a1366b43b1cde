"""What the terminal shows: help and errors in Chinese, progress."""
