"""What went wrong, where, what was allowed, what to do, and whether the run goes on."""

from __future__ import annotations


class AnnalsError(Exception):
    """An error a user can act on.

    `what` says what was found, `where` names file and line, `allowed` says what would have been right, `do` what to do
    next; `fatal` tells whether the whole run stops (`False`: only this document is left out, the rest is read).
    """

    exit_code = 1

    def __init__(self, what: str, *, where: str = "", allowed: str = "", do: str = "", fatal: bool = False) -> None:
        self.what, self.where, self.allowed, self.do, self.fatal = what, where, allowed, do, fatal
        super().__init__(self.message)

    @property
    def message(self) -> str:
        """One line: where, what, what was allowed, what to do."""
        parts = [f"{self.where}: {self.what}" if self.where else self.what]
        if self.allowed:
            parts.append(f"allowed: {self.allowed}")
        if self.do:
            parts.append(self.do)
        return "; ".join(parts)


class UnreadableDocument(AnnalsError):
    """A document that cannot be read: empty, binary, wrongly encoded, truncated, too large, too deep, vanished."""

    exit_code = 3


class UnusableRecord(AnnalsError):
    """A record file that is not one, is of a newer version, is damaged, or cannot be written."""

    exit_code = 4


class NotInRecord(AnnalsError):
    """A document, event or claim that the record does not hold."""

    exit_code = 5


class UnusableGazetteer(AnnalsError):
    """A gazetteer that is not there, is no gazetteer, is too large, or has a row that cannot be right."""

    exit_code = 6
