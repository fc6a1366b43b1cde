"""One collecting: each file of some folders read, counted and kept; what was read before is not read again."""

from __future__ import annotations

import datetime as dt
import hashlib
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from huiqi.collect.kept.originals import find_original, keep_original
from huiqi.collect.kept.refusals import drop_replaced, keep_earlier
from huiqi.collect.kept.states import KeptPaper
from huiqi.collect.kept.store import KeptRefusal, KeptSource, Store
from huiqi.collect.model import Refused
from huiqi.collect.receiving.incoming import Incoming, Source
from huiqi.collect.receiving.opening import open_source
from huiqi.collect.receiving.read_paper import PaperReader, ReadPaper, Unread
from huiqi.facts.reading.load import Facts
from huiqi.files.os_errors import explain_os_error

# A file that was written a moment ago may be written again without a change of its times.
_SETTLED = 2 * 10**9
_OLD = "现在读不出来，留着以前读的"


class Collecting:
    """One collecting: the store as it was, and what becomes of it.

    ``context`` is the digest of all that decides how files are read; where it is another, what is kept is read again.
    """

    def __init__(
        self, root: Path, facts: Facts, store: Store, context: str, today: dt.date
    ) -> None:
        self._root, self._cycle, self._old, self._today = root, facts.cycle.id, store, today
        self._context = context
        self._reader = PaperReader(root, facts)
        self._number = store.runs + 1
        self._received = max((one.paper.received for one in store.papers), default=0)
        self._papers = {one.paper.digest: one for one in store.papers}
        self._forms = dict(store.forms)
        self._sources = dict(store.sources)
        self._dropped: list[KeptRefusal] = []
        self._looked_at = set[str]()
        self._copies = Counter[str]()
        self._taken = set[str]()

    def collect(
        self, folders: Mapping[str, Sequence[Source | Refused]], left: Sequence[Source] = (),
        *, uploaded: bool,
    ) -> Store | None:  # fmt: skip
        """Return what is kept now; None where nothing is new. ``folders`` has the files of each.

        ``left`` are originals of which nothing else is known: what does not come in again is read from them.
        """
        if self._context != self._old.context:
            self._sources = {}
            self._read_kept_again()
        here = {one.file for sources in folders.values() for one in sources}
        earlier = keep_earlier(self._old.refused, folders.keys(), here, uploaded=uploaded)
        refusals = list(self._dropped)
        for folder, sources in folders.items():
            for source in sources:
                refused = [source] if isinstance(source, Refused) else self._take_source(source)
                refusals += (KeptRefusal(folder, one.file, one.why) for one in refused)
        for source in left:
            again = source.path.stem in self._papers
            refused = [] if again else self._take_source(source)
            refusals += (KeptRefusal("", one.file, one.why) for one in refused)
        refusals = drop_replaced(earlier, self._taken) + refusals
        self._note_copies()
        used = {one.paper.form for one in self._papers.values()}
        store = Store(
            self._cycle, self._context, self._number, tuple(self._papers.values()), tuple(refusals),
            self._sources, {form: places for form, places in self._forms.items() if form in used},
        )  # fmt: skip
        return None if replace(store, runs=self._old.runs) == self._old else store

    def _take_source(self, source: Source) -> list[Refused]:
        """Take the papers of a file and return what of it was refused."""
        name = digest_path(source.path)
        known = self._sources.get(name)
        if known and known.state == source.state and set(known.papers) <= self._papers.keys():
            self._count(name, known.papers)
            return [Refused(*one) for one in known.refused]
        self._sources.pop(name, None)
        papers, refused, kept = [], [], True
        for one in open_source(source):
            found = one if isinstance(one, Refused) else self._take(one)
            if isinstance(found, str):
                papers.append(found)
                self._taken.add(one.file)
            else:
                kept = kept and not isinstance(found, Unread)
                refused.append(Refused(found.file, found.why))
        self._count(name, papers)
        # Of a file that must not be collected, not even its size is kept.
        if kept and time.time_ns() - max(source.state[1:]) > _SETTLED:
            said = tuple((one.file, one.why) for one in refused)
            self._sources[name] = KeptSource(source.state, tuple(papers), said)
        return refused

    def _take(self, incoming: Incoming) -> str | Refused:
        """Return the digest of a paper that is kept, or why it is not."""
        digest = hashlib.sha256(incoming.data).hexdigest()
        kept = self._papers.get(digest)
        if kept:
            if self._reader.is_other_name(kept.paper.file, incoming.file):
                self._papers[digest] = replace(kept, copies=max(kept.copies, 2))
            return digest
        read = self._reader.read(incoming.data, incoming.file)
        if isinstance(read, Refused):
            return read
        self._received += 1
        paper = replace(read.paper, received=self._received, received_on=self._today)
        keep_original(self._root, self._cycle, digest, read.data)
        modified = 0.0 if read.anonymous else incoming.modified
        self._papers[digest] = KeptPaper(paper, self._number, read.saved, modified)
        self._forms[paper.form] = read.places
        return digest

    def _count(self, source: str, papers: Iterable[str]) -> None:
        """Count the papers of a file, once even where two of the folders hold it."""
        if source not in self._looked_at:
            self._looked_at.add(source)
            self._copies.update(papers)

    def _note_copies(self) -> None:
        """Keep how often the same bytes were there at once."""
        for digest, kept in self._papers.items():
            self._papers[digest] = replace(kept, copies=max(kept.copies, self._copies[digest]))

    def _read_kept_again(self) -> None:
        """Read what is kept as it is read now: facts, forms or program are others."""
        for digest, kept in list(self._papers.items()):
            try:
                data = find_original(self._root, self._cycle, digest).read_bytes()
            except OSError as error:
                self._keep_old(kept, f"收到的原件打不开（{explain_os_error(error)}）。")
                continue
            read = self._reader.read(data, kept.paper.file)
            if isinstance(read, Unread):
                del self._papers[digest]
                # Of no folder: it is said once, in this collecting.
                self._dropped.append(KeptRefusal("", read.file, read.why))
            elif isinstance(read, Refused):
                self._keep_old(kept, read.why)
            else:
                self._renew(kept, read, data)

    def _keep_old(self, kept: KeptPaper, why: str) -> None:
        paper = kept.paper
        others = (one for one in paper.doubts if not one.startswith(_OLD))
        doubts = (*others, f"{_OLD}：{why}")
        self._papers[paper.digest] = replace(kept, paper=replace(paper, doubts=doubts))

    def _renew(self, kept: KeptPaper, read: ReadPaper, data: bytes) -> None:
        old = kept.paper
        paper = replace(
            read.paper, digest=old.digest, received=old.received, received_on=old.received_on
        )
        if read.anonymous:
            # An older program kept more of it.
            if read.data != data:
                keep_original(self._root, self._cycle, old.digest, read.data, anew=True)
            kept = replace(kept, saved=None, modified=0.0)
        self._papers[old.digest] = replace(kept, paper=paper)
        self._forms[paper.form] = read.places


def digest_path(path: Path) -> str:
    """Return what stands for a path in what is kept: the machine's own paths are nobody's business."""
    return hashlib.sha256(str(path.absolute()).encode("utf-8", "surrogateescape")).hexdigest()[:32]
