"""Rectification: every problem that was said or found becomes a row of D20 and D21, and is ticked off there."""
