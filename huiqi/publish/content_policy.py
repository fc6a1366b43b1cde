"""A Content-Security-Policy made from the pages that it stands for: their own scripts, and no others."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator

from huiqi.word.ooxml import Element

# A block of data is no script: the policy lets it be.
_SCRIPTS = {None, "", "module", "text/javascript", "application/javascript"}


def write_policy(scripts: Iterable[str], frame_ancestors: str = "'self'") -> str:
    """Return a policy that allows these inline scripts, the site's own files and nothing else."""
    hashes = sorted(map(_hash, scripts))
    rules = {
        "default-src": ["'none'"],
        "script-src": ["'self'", *hashes],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "connect-src": ["'self'"],
        "worker-src": ["'self'"],
        "frame-src": ["'self'"],
        "object-src": ["'self'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": [frame_ancestors],
    }
    return "; ".join(f"{name} {' '.join(values)}" for name, values in rules.items())


def list_inline_scripts(tree: Element) -> Iterator[str]:
    """Yield the scripts that stand in a page itself."""
    for script in tree.iter("script"):
        if script.get("src") is None and script.get("type") in _SCRIPTS:
            yield script.text or ""


def _hash(script: str) -> str:
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return f"'sha256-{digest}'"
