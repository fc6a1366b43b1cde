"""Changes to the text of a file of facts: what is not changed stays, sign by sign.

As the desk calls it::

    text = path.read_bytes().decode("utf-8")          # with byte order mark and line ends
    fresh = apply_changes(text, [
        Set(("meeting", "place"), "市委常委会议室"),   # a value, whole; where none stands, put in
        Insert(("members", 2), {"name": "某某"}),      # an item before the third, a key in its place
        Move(("areas", 3), 0),                         # an item to its new place in the same list
        Remove(("offices", 0, "duties", 1)),           # a key or an item
    ])                                                 # raises ChangeRefusedError, FindingsError

Paths are those of the file as it is written (``ResolvedSource.trace`` leads there), values plain
data: text, whole number, true or false, None, list, dictionary. Changes are made one after the
other; each path is that of the text which the ones before it leave. Either all are made or none.
"""
