"""What the desk keeps of a cycle beside its facts: saving without loss, history, unfinished texts.

No web library is imported here. As the desk calls it::

    store = CycleStore(root, "2025-loyalty")
    done = store.save(state.digest, new_text, now=now,      # raises HuiqiError: nothing was changed
                      changes=changes, typed={path: text})  # drafts follow, new ones are kept, at once
    if isinstance(done, Conflict):                          # nothing was written, mine is kept
        done.mine, done.theirs, done.digest
        store.save(done.digest, done.mine, now=now)         # "mine": over theirs, which is kept too
    store.history(now)                                      # entries, the newest first
    store.read_version(entry.before)                        # bytes as they were
    store.undo(digest, now=now), store.redo(digest, now=now)
    store.restore(digest, entry.before, now=now)            # going back is a save of its own

    drafts = store.drafts
    drafts.keep(path, typed, digest, now)                   # what is no value of its field yet
    drafts.list_all(digest)                                 # each with ``stale``: begun from another text
    drafts.drop([path])
    drafts.follow(old_digest, new_digest, changes)          # after a save of the desk's own

A save carries the SHA-256 of the bytes that the form was made from. Whatever somebody else wrote in
between stands in the history as an entry of its own, so that each entry begins where the one before
it ends. Everything lies in ``.desk/<cycle>/``: not in git, not in public/, left alone by build and
clean.
"""
