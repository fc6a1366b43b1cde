"""The form of a cycle's facts, made from the model: what is asked, what was typed, what it changes."""
