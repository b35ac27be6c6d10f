"""Looks after what would be lost when the explorer ends: keeps it, offers it, continues it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ici_tui.settings.sessions import Kept, keep_session, new_name, newest
from ici_tui.settings.state import SESSIONS, switched_off
from ici_tui.tui.keeping import columns_digest, own_setting, record_of

if TYPE_CHECKING:
    from ici_tui.tui.session import Session


class Keeper:
    """Keeps the session of one explorer under one name, and knows what it began with.

    Args:
        session: what the explorer opens with.
        named: what the pack was called on the command line or in the settings.
        kept: the kept session that it continues, if any.
        told: what is to be said of that.
    """

    def __init__(
        self,
        session: Session,
        named: str | None = None,
        kept: Kept | None = None,
        told: str = "",
    ) -> None:
        self._named = named
        self._told = told
        self._folder = session.pack.folder
        self._columns = columns_digest(session)
        self._begun = session.history.now
        self._first = self._record(session)
        self._offered = False
        self._name = ""
        if kept is not None:
            self._adopt(session, kept)

    def _record(self, session: Session) -> dict[str, Any]:
        return {**record_of(session, self._named), "kept": ""}

    def _adopt(self, session: Session, kept: Kept) -> None:
        """From now on this explorer's session is that one."""
        self._name = f"{SESSIONS.folder}/{kept.file.name}"
        self._begun = own_setting(session)
        self._offered = False
        # It stays until this one ends: whatever comes in between, --resume finds it.
        keep_session(self._name, {**kept.record, "resumed": True})

    def remember(self) -> None:
        """Offer this pack among those that were opened recently, where it can be found again."""
        if self._named is not None and self._folder.exists():
            from ici_tui.settings.recent import add_recent

            add_recent(self._named, self._folder)

    def greet(self) -> str:
        """What to say at the start: what was continued, or could be; empty where nothing is."""
        if self._told:
            return self._told
        kept = None if switched_off() else newest(self._folder)
        self._offered = kept is not None and not kept.record["resumed"]
        if kept is None or not self._offered:
            return ""
        fits = kept.record.get("data", self._columns) == self._columns
        what = "continues it" if fits else "continues what still fits: the columns have changed"
        return f"a session of {kept.when} was kept: :resume {what}"

    def resumed(self, session: Session) -> tuple[Session, str] | None:
        """The session of this pack that was kept last, continued, and what to say of it."""
        kept = newest(self._folder)
        if kept is None:
            return None
        from ici_tui.tui.continuing import continued

        found = continued(session, kept)
        self._adopt(session, kept)
        return found

    def keep(self, session: Session, *, quits: bool) -> None:
        """Keep the session before the explorer ends.

        Args:
            session: as it is at the end.
            quits: whether the user leaves; then a session without edits is not kept.
        """
        edits = session.history.now != self._begun
        if quits and not edits:
            if self._name and not switched_off():
                self._drop()
            return
        moved = self._name or self._record(session) != self._first
        # Where nothing was edited, what was kept before and is still offered is worth more.
        worth = edits or (moved and (session.marks or not self._offered))
        if worth:
            self._name = self._name or new_name(self._folder)
            keep_session(self._name, record_of(session, self._named))

    def _drop(self) -> None:
        """What was continued was undone: there is nothing to continue any more."""
        kept = newest(self._folder)
        if kept is not None and f"{SESSIONS.folder}/{kept.file.name}" == self._name:
            kept.file.unlink(missing_ok=True)
