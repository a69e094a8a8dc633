"""A page that a browser saved as one file (MHTML): the HTML inside it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from annals.base.errors import UnreadableDocument
from annals.collect import load

if TYPE_CHECKING:
    from email.message import Message

_BEGINS = re.compile(rb"(?:[A-Za-z-]{1,40}:[^\n]{0,2000}\n(?:[ \t][^\n]{0,2000}\n){0,20}){1,30}")
_RELATED = re.compile(
    rb"^content-type:[ \t]{0,9}multipart/(?:related|mixed|alternative)\b", re.IGNORECASE | re.MULTILINE
)
NESTED = 8
"""Messages within messages, at most: a browser writes one."""


def is_saved_page(head: bytes) -> bool:
    """Whether a file that begins with `head` is a page with all its parts, as browsers and mail programs save them."""
    lines = _BEGINS.match(head)
    return lines is not None and _RELATED.search(lines[0]) is not None


def page(raw: bytes, where: str) -> bytes:
    """The HTML of a saved page, in UTF-8; its pictures and style sheets are left."""
    if len(re.findall(rb"content-type:[ \t]{0,9}multipart/", raw, re.IGNORECASE)) > NESTED:
        raise _refused("a saved page with messages nested in messages", where)
    from email import policy
    from email.parser import BytesParser

    saved = BytesParser(policy=policy.compat32).parsebytes(raw)
    found = next((part for part in saved.walk() if part.get_content_type() == "text/html"), None)
    body = found.get_payload(decode=True) if found is not None else None
    if found is None or not isinstance(body, bytes):
        raise _refused("a saved page without the page in it", where)
    told = found.get_content_charset()
    known = load.charset(told) if told else None
    return _address(saved) + (body.decode(known, "replace").encode() if known else body)


def _address(saved: Message) -> bytes:
    """Where the page was, in the words in which browsers write it into a page."""
    told = str(saved.get("Snapshot-Content-Location", "")).strip()
    return (
        f"<!-- saved from url=({len(told):04})".encode() + f"{told} -->\n".encode("ascii", "replace") if told else b""
    )


def _refused(what: str, where: str) -> UnreadableDocument:
    return UnreadableDocument(what, where=where, do="save the page again, as HTML only")
