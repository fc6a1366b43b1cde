"""From facts as people write them to the long form that the model describes.

What is left out is made (ids), taken from the kind's defaults, or followed (names instead of ids);
behind this nothing knows of it. Where each value came from is kept, so that errors point right.
"""
