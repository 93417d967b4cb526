"""What the timeline tells: entries, with what one person wrote within ten minutes told as one moment."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from mcr_desktop.charts.axes import counted
from mcr_desktop.domain.conversations import EntryKind, Kind, Tag, TimelineEntry
from mcr_desktop.domain.text import words_of
from mcr_desktop.ui.colours import Tone
from mcr_desktop.ui.dates import moment

BURST = timedelta(minutes=10)
_ICONS: dict[Kind, tuple[str, Tone]] = {
    Kind.CALL: ("phone", "info"),
    Kind.MEETING: ("users", "info"),
    Kind.MAIL: ("mail", "neutral"),
    Kind.CHAT: ("message-circle", "neutral"),
    Kind.OTHER: ("notebook-pen", "neutral"),
}
_MARKS: dict[EntryKind, tuple[str, Tone]] = {
    EntryKind.COMPLAINT: ("flag", "warn"),
    EntryKind.PROMISE: ("handshake", "neutral"),
    EntryKind.FACT: ("leaf", "ok"),
    EntryKind.MESSAGE: ("inbox", "warn"),
}
_COUNTED: dict[EntryKind, tuple[str, str, str]] = {
    EntryKind.FACT: ("leaf", "fact updated", "facts updated"),
    EntryKind.PROMISE: ("handshake", "promise", "promises"),
}

Key = tuple[EntryKind, int]


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing on the timeline: an entry, and what the same person wrote with it."""

    head: TimelineEntry
    others: tuple[TimelineEntry, ...] = ()

    @property
    def key(self) -> Key:
        """What tells this moment from others."""
        return self.head.entry, self.head.id

    @property
    def entries(self) -> tuple[TimelineEntry, ...]:
        """All that it is made of."""
        return self.head, *self.others

    @property
    def private(self) -> bool:
        """Whether any of it stays within the team."""
        return any(entry.private for entry in self.entries)

    @property
    def text(self) -> str:
        """What was said; beside a conversation, of facts and promises only the count is told, as a tag."""
        talked = self.head.entry is EntryKind.CONVERSATION
        said = [each.text for each in self.others if not (talked and each.entry in _COUNTED)]
        return "\n".join(part.strip() for part in (self.head.text, *said) if part.strip())

    @property
    def tags(self) -> tuple[Tag, ...]:
        """The marks of all its entries, and how many facts and promises came with it."""
        tags = [tag for entry in self.entries for tag in entry.tags]
        for kind, (icon, one, many) in _COUNTED.items():
            count = sum(entry.entry is kind for entry in self.others)
            if count and self.head.entry is EntryKind.CONVERSATION:
                tags.append(Tag(counted(count, one, many), "neutral", icon))
        return tuple(dict.fromkeys(tags))

    def mark(self) -> tuple[str, Tone]:
        """Icon and tone of its tile."""
        if self.head.entry is EntryKind.CONVERSATION:
            return _ICONS[self.head.kind or Kind.OTHER]
        if self.head.entry is EntryKind.PROMISE and "kept" in self.head.deed:
            return "circle-check", "ok"
        return _MARKS[self.head.entry]

    def sentence(self, today: date) -> str:
        """The whole moment for screen readers."""
        parts = [f"{self.head.who} {self.head.deed}", moment(self.head.at, today)]
        parts += ["private"] if self.private else []
        parts += [tag.words for tag in self.tags]
        return f"{', '.join(parts)}: {self.text}"


def told(entries: Iterable[TimelineEntry], *, merged: bool = True) -> tuple[Moment, ...]:
    """Entries, newest first, as moments: bursts by one person within ten minutes are one.

    Two conversations or two complaints are never one: each stays to be read and opened on its own.
    """
    if not merged:
        return tuple(Moment(entry) for entry in entries)
    bursts: list[list[TimelineEntry]] = []
    for entry in entries:
        burst = next((each for each in reversed(bursts[-3:]) if _belongs(entry, each)), None)
        if burst is None:
            bursts.append([entry])
        else:
            burst.append(entry)
    return tuple(_moment(burst) for burst in bursts)


def _belongs(entry: TimelineEntry, burst: Sequence[TimelineEntry]) -> bool:
    if entry.who != burst[0].who or burst[0].at - entry.at > BURST:
        return False
    kinds = {each.entry for each in burst}
    talked = EntryKind.CONVERSATION in kinds
    if entry.entry is EntryKind.CONVERSATION:
        return not talked and kinds <= set(_COUNTED)
    return entry.entry in _COUNTED and (talked or kinds == {entry.entry})


def _moment(burst: Sequence[TimelineEntry]) -> Moment:
    talks = [entry for entry in burst if entry.entry is EntryKind.CONVERSATION]
    head = talks[0] if talks else burst[0]
    return Moment(head, tuple(entry for entry in burst if entry is not head))


def holding(moments: Sequence[Moment], text: str) -> tuple[Moment, ...]:
    """The moments in which every word that was typed begins a word."""
    wanted = words_of(text)
    if not wanted:
        return tuple(moments)
    return tuple(each for each in moments if _holds(each, wanted))


def _holds(each: Moment, wanted: Sequence[str]) -> bool:
    said = [each.text, each.head.who, each.head.deed, *(tag.words for tag in each.tags)]
    said += [entry.text for entry in each.others]
    found = words_of(" ".join(said))
    return all(any(word.startswith(part) for word in found) for part in wanted)
