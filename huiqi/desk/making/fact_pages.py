"""Which page of a site shows a fact."""

from __future__ import annotations

from collections.abc import Mapping, Set

from huiqi.errors import KeyPath


def find_pages(shown: Mapping[str, Set[KeyPath]], path: KeyPath) -> list[str]:
    """Return the pages that show a fact, or what is nearest around it; the best first.

    Best is the page that is most about it: with the largest share of facts of the same group.
    """
    users, group = list[str](), path[:2] if len(path) > 1 and isinstance(path[1], int) else path[:1]
    for size in range(len(path), 0, -1):
        users = [page for page, paths in shown.items() if _count(paths, path[:size])]
        if users:
            group = group[:size]
            break
    shares = {page: _count(shown[page], group) / len(shown[page]) for page in users}
    return sorted(users, key=lambda page: (-shares[page], page))


def _count(paths: Set[KeyPath], prefix: KeyPath) -> int:
    return sum(path[: len(prefix)] == prefix for path in paths)
