"""The opinions that were asked for: one list, sorted by the office, from which D07 and D08 are made."""
