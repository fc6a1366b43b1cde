"""Publishing: reviewed, verified, and swapped in whole or not at all."""

from huiqi.publish.bundle import write_bundle
from huiqi.publish.checksums import describe_differences, site_digest, verify, write_checksums
from huiqi.publish.releases import Published, publish, roll_back, withdraw
from huiqi.publish.review import Review, find_review, list_outgoing, write_review

__all__ = [
    "Published",
    "Review",
    "describe_differences",
    "find_review",
    "list_outgoing",
    "publish",
    "roll_back",
    "site_digest",
    "verify",
    "withdraw",
    "write_bundle",
    "write_checksums",
    "write_review",
]
