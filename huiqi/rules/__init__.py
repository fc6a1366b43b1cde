"""The rules that facts are held against."""
