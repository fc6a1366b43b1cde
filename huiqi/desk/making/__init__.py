"""What the desk makes of the facts in the background: previews, sites, packs, single papers.

One process stays for all of it, so that its modules are loaded once and nothing that it does slows
the pages of the desk; it does one piece of work after the other. As the desk calls it::

    making = Making(root, work)
    making.previews.note_change(cycle)      # a change of the facts was saved
    making.previews.look(cycle)             # how the preview stands; makes it where it is old
    making.jobs.start(cycle, "final")       # a site and its pack; HuiqiError while another is made
    making.jobs.find(cycle)                 # how the last one of this cycle stands
    making.papers.make(cycle, key)          # one paper, from the facts as saved
"""
