"""Texts that stand in several outlines (R21): passages side by side, as a hint and never a verdict."""
