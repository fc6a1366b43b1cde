"""Where the tools of the audit are, and the error for people when one fails."""

from __future__ import annotations

from pathlib import Path

TOOLS = Path(__file__).resolve().parent / "node_modules"


class AuditError(Exception):
    """The audit cannot be carried out; the text says why, in Chinese."""
