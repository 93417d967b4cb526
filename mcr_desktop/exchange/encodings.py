"""Which encoding a file is written in: by its mark, by strict UTF-8, else by how its words look."""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass, field

from charset_normalizer import from_bytes

from mcr_desktop.domain.errors import Refused

_SAMPLE = 128 * 1024
_BEGINNING = 4096
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_TITLES = {
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "utf-32-le": "UTF-32",
    "utf-32-be": "UTF-32",
    "cp1252": "cp1252 (Western European)",
    "mac_roman": "Mac Roman (Western European, old Macintosh)",
    "cp1250": "cp1250 (Central European)",
    "cp1251": "cp1251 (Cyrillic)",
    "cp1253": "cp1253 (Greek)",
    "cp1254": "cp1254 (Turkish)",
    "cp1255": "cp1255 (Hebrew)",
    "cp1256": "cp1256 (Arabic)",
    "cp932": "cp932 (Japanese)",
    "gb18030": "GB 18030 (Chinese)",
    "big5": "Big5 (Chinese)",
    "euc_kr": "EUC-KR (Korean)",
}
_LATIN = ("cp1252", "mac_roman", "cp1250")
_OTHERS = ["cp932", "gb18030", "euc_kr", "big5", "cp1251", "cp1253", "cp1255", "cp1256", "cp1250", "cp1252"]
_HARMLESS = frozenset("‘’“”„‚«»‹›–—…•·€£¥§©®™°º²³½¼¾µ×¡¿´`¨ \u00ad")
_NO_TEXT_CODECS = frozenset(
    {"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem", "utf_7"}
)
_WORD = re.compile(r"[^\W\d_]*[^\x00-\x7f]+[^\s,;|\"'.()]*")


@dataclass(frozen=True, slots=True)
class Encoding:
    """How bytes become text; `mark` says that a byte order mark stands before the text."""

    codec: str
    mark: bool = False
    guessed: str = ""


@dataclass(slots=True)
class Looker:
    """Looks at the bytes of a file as they pass, and then says in which encoding they are."""

    beginning: bytes = b""
    _utf8: codecs.IncrementalDecoder | None = field(default_factory=codecs.getincrementaldecoder("utf-8"))
    _strange: bytearray = field(default_factory=bytearray)

    def look(self, chunk: bytes) -> None:
        """Take in the next bytes."""
        self.beginning = self.beginning or chunk[:_BEGINNING]
        if len(self._strange) < _SAMPLE and not chunk.isascii():
            for line in chunk.splitlines(keepends=True):
                if not line.isascii():
                    self._strange += line[: _SAMPLE - len(self._strange)]
        if self._utf8 is not None:
            try:
                self._utf8.decode(chunk)
            except UnicodeDecodeError:
                self._utf8 = None

    def guess(self) -> Encoding | None:
        """The encoding of all that was looked at; None where it would be mere luck."""
        marked = _marked(self.beginning) or _unmarked_utf16(self.beginning)
        if marked is not None:
            return marked
        if self._ends_as_utf8():
            return Encoding("utf-8", guessed=_sentence("utf-8"))
        codec = _by_words(bytes(self._strange))
        return None if codec is None else Encoding(codec, guessed=_sentence(codec))

    def _ends_as_utf8(self) -> bool:
        if self._utf8 is None:
            return False
        try:
            self._utf8.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
        return True


def named_encoding(name: str, beginning: bytes) -> Encoding:
    """The encoding a person named.  Raises Refused for a name that stands for none."""
    try:
        codec = codecs.lookup(name)
    except (LookupError, ValueError) as error:
        raise Refused(f"There is no encoding called '{name}'; try utf-8 or cp1252.") from error
    if not getattr(codec, "_is_text_encoding", True) or codec.name.replace("-", "_") in _NO_TEXT_CODECS:
        raise Refused(f"'{name}' is not an encoding of text files; try utf-8 or cp1252.")
    marked = _marked(beginning)
    if marked is not None and codec.name.replace("_", "-").removesuffix("-sig") in (
        marked.codec, marked.codec[:6]
    ):  # fmt: skip
        return Encoding(marked.codec, mark=True)
    return Encoding(codec.name)


def _marked(beginning: bytes) -> Encoding | None:
    for mark, codec in _MARKS:
        if beginning.startswith(mark):
            return Encoding(codec, mark=True, guessed=_sentence(codec))
    return None


def _unmarked_utf16(beginning: bytes) -> Encoding | None:
    """Text with a zero in every other byte is UTF-16 whose mark was lost."""
    half = len(beginning) // 2
    if half < 8:
        return None
    first, second = beginning[0 : 2 * half : 2].count(0), beginning[1 : 2 * half : 2].count(0)
    if second > 0.4 * half and first < 0.05 * half:
        return Encoding("utf-16-le", guessed=_sentence("utf-16-le"))
    if first > 0.4 * half and second < 0.05 * half:
        return Encoding("utf-16-be", guessed=_sentence("utf-16-be"))
    return None


def _sentence(codec: str) -> str:
    return f"Read as {_TITLES.get(codec, codec)}."


def _by_words(strange: bytes) -> str | None:
    """The encoding in which the words with other than plain letters look like words."""
    if _damaged_utf8(strange):
        return "utf-8"
    misfits = {codec: _misfits(strange, codec) for codec in _LATIN}
    best = min(_LATIN, key=lambda codec: misfits[codec])
    if misfits[best] <= 0.1:
        return best
    found = from_bytes(strange, cp_isolation=_OTHERS).best()
    return found.encoding if found is not None else None


def _damaged_utf8(strange: bytes) -> bool:
    """Mostly good UTF-8 with a few broken bytes: any other reading would garble the good part."""
    text = strange.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    good = sum(not character.isascii() for character in text) - broken
    return good > 10 * broken


def _misfits(strange: bytes, codec: str) -> float:
    """Share of the words that no Western language spells so; 1 where the bytes are not in this encoding."""
    try:
        text = strange.decode(codec)
    except UnicodeDecodeError:
        return 1.0
    words = [word.group() for word in _WORD.finditer(text)]
    words = [
        word
        for word in words
        if not all(character in _HARMLESS for character in word if not character.isascii())
    ]
    return sum(map(_is_misfit, words)) / len(words) if words else 0.0


def _is_misfit(word: str) -> bool:
    foreign = [character for character in word if not character.isascii() and character not in _HARMLESS]
    letters = [character for character in word if character.isalpha()]
    if any(unicodedata.category(character)[0] != "L" for character in foreign):
        return True
    if len(letters) > 2 and len(foreign) > 0.6 * len(letters):
        return True
    tail = word[1:]
    return any(character.isupper() for character in tail if character in foreign) and not word.isupper()
