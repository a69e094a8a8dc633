"""The stages in order: the whole of annals on one page."""

from __future__ import annotations

from annals.base.document import Document
from annals.base.reading import Reading
from annals.divide.passages import passages
from annals.extract.infobox import statements
from annals.extract.prose import claims
from annals.merge.episode import episodes


def read(document: Document) -> Reading:
    """Everything annals makes of one document.

    collect gave the document; divide cuts it; extract and ground make statements of its infobox and claims of its
    prose; merge derives the episodes. Nothing is read from outside, nothing depends on the clock.
    """
    said, infobox_gaps = statements(document)
    whole = episodes(said)
    told, prose_gaps = claims(document, passages(document), whole[0] if whole else None)
    gaps = sorted((*document.gaps, *infobox_gaps, *prose_gaps), key=lambda g: (g.span.start if g.span else -1, g.code))
    return Reading(document, tuple(said), tuple(whole), tuple(told), tuple(gaps))
