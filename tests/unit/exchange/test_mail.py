"""Mail messages give their plain words, whatever their programmes made of headers, charsets and parts."""

import base64
from datetime import datetime, timedelta, timezone
from email.message import EmailMessage
from pathlib import Path
from time import process_time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mcr_desktop.domain.errors import Refused
from mcr_desktop.exchange import mail
from mcr_desktop.exchange.mail import Address, MailMessage, read_mail
from mcr_desktop.exchange.pages import text_of_page

HEAD = (
    b"From: Ada Lovelace <ada@acme.example>\r\nTo: Maya <maya@us.example>, jon@us.example\r\n"
    b"Date: Sat, 22 Nov 2008 15:04:59 +1100\r\nSubject: Pallets\r\nMessage-ID: <1@acme.example>\r\n"
)


def _read(folder: Path, content: bytes) -> MailMessage:
    path = folder / "message.eml"
    path.write_bytes(content)
    return read_mail(path)


def test_a_plain_message(tmp_path: Path) -> None:
    assert _read(tmp_path, HEAD + b"\r\nOne pallet less.\r\n\r\nAda\r\n") == MailMessage(
        subject="Pallets",
        sender=Address("Ada Lovelace", "ada@acme.example"),
        recipients=(Address("Maya", "maya@us.example"), Address("", "jon@us.example")),
        sent_at=datetime(2008, 11, 22, 15, 4, 59, tzinfo=timezone(timedelta(hours=11))),
        text="One pallet less.\n\nAda",
        message_id="1@acme.example",
    )


@pytest.mark.parametrize(
    ("charset", "text"),
    [
        ("shift_jis", "今後ともよろしく"),
        ("euc-kr", "대부분의"),
        ("iso-8859-1", "Grüße"),
        ("utf-8", "Żółć"),
        ("koi8-r", "Привет"),
    ],
)
def test_bodies_and_subjects_in_their_charsets(tmp_path: Path, charset: str, text: str) -> None:
    message = EmailMessage()
    message["From"] = "a@x.example"
    message.set_content(text, charset=charset, cte="base64")
    content = message.as_bytes().replace(
        b"From:", b"Subject: =?" + charset.encode() + b"?B?" + _base64(text, charset)
    )
    read = _read(tmp_path, content)
    assert read.text == text
    assert read.subject == text


def _base64(text: str, charset: str) -> bytes:
    return base64.b64encode(text.encode(charset)) + b"?=\nFrom:"


def test_eight_bit_words_without_a_true_charset_are_read_as_they_look(tmp_path: Path) -> None:
    body = "\r\nVoilà, les détails du marché sont là.\r\n"
    for codec in ("utf-8", "cp1252"):
        for claimed in (
            b"",
            b"Content-Type: text/plain; charset=x-unknown\r\n",
            b"Content-Type: text/plain\r\n",
        ):
            assert _read(tmp_path, HEAD + claimed + body.encode(codec)).text == body.strip()


def test_raw_eight_bit_headers_are_read(tmp_path: Path) -> None:
    content = HEAD.replace(b"Pallets", "Grüße aus Köln".encode("cp1252")) + b"\r\nx"
    assert _read(tmp_path, content).subject == "Grüße aus Köln"


def test_attachments_are_named_and_nothing_of_them_is_kept(tmp_path: Path) -> None:
    message = EmailMessage()
    message["From"] = "a@x.example"
    message.set_content("See here.")
    message.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="../../offer ü.pdf")
    message.add_attachment("a,b\n", subtype="csv", filename="table.csv")
    inner = EmailMessage()
    inner["Subject"] = "inner"
    inner.set_content("never shown")
    message.add_attachment(inner)
    read = _read(tmp_path, message.as_bytes())
    assert read.attachments == ("../../offer ü.pdf", "table.csv", "enclosed message")
    assert read.text == "See here."


def test_a_page_gives_its_words_where_there_is_no_plain_part(tmp_path: Path) -> None:
    page = (
        "<html><head><title>t</title><style>p{color:red}</style></head><body><p>Dear&nbsp;Maya,</p>"
        "<script>alert(1)</script><img src='http://127.0.0.1/x.png' alt='pixel'>one &lt;pallet&gt;<br>less"
        "<ul><li>May</li><li>June</li></ul></body></html>"
    )
    content = HEAD + b"Content-Type: text/html; charset=utf-8\r\n\r\n" + page.encode()
    assert _read(tmp_path, content).text == "Dear Maya,\none <pallet>\nless\n\nMay\n\nJune"


def test_the_plain_part_is_preferred(tmp_path: Path) -> None:
    message = EmailMessage()
    message["From"] = "a@x.example"
    message.set_content("plain words")
    message.add_alternative("<p>page</p>", subtype="html")
    assert _read(tmp_path, message.as_bytes()).text == "plain words"


def test_a_date_that_cannot_be_read_is_said_and_the_servers_taken(tmp_path: Path) -> None:
    head = HEAD.replace(b"Sat, 22 Nov 2008 15:04:59 +1100", b"Pn, 29 paX 2007 21:13:00 +0100")
    received = (
        b"Received: from b by c;\r\n Mon, 05 Nov 2007 20:20:00 +1100\r\n"
        b"Received: from a by b;\r\n Mon, 05 Nov 2007 20:18:24 +1100\r\n"
    )
    read = _read(tmp_path, received + head + b"\r\nx")
    assert read.sent_at == datetime(2007, 11, 5, 20, 18, 24, tzinfo=timezone(timedelta(hours=11)))
    assert read.remarks == (
        "the date 'Pn, 29 paX 2007 21:13:00 +0100' cannot be read",
        "the time at which a server took it is used instead",
    )
    without = _read(tmp_path, b"From: a@x.example\r\n\r\nx")
    assert (without.sent_at, without.remarks) == (None, ("the message gives no date",))


@pytest.mark.parametrize(
    "head",
    [
        b"From: =?utf-8?q?=ZZ?= <a@x>\r\n",
        b'From: "unclosed <a@x.example>\r\n',
        b"From: a@[::1\r\nTo: ,,,;;;<<>>\r\n",
        b"From: a@x\r\nSubject: =?x-none?B?////?= =?utf-8?B?!!!?=\r\n",
        b"From: a@x\r\nContent-Type: ;;;=\r\n",
        b"From: a@x\r\nContent-Type: multipart/mixed\r\n",
        b'From: a@x\r\nContent-Type: multipart/mixed; boundary="b"\r\n',
        b'From: a@x\r\nContent-Type: text/plain; charset="\x00"\r\n',
        b"From: a@x\r\nContent-Transfer-Encoding: base64\r\n",
        b"From: a@x\r\nContent-Disposition: attachment; filename*=x''%FF%\r\n",
        b"From: a@x\r\nDate: Thu, 99 Feb 99999 99:99:99 +9999\r\n",
        b"From: a@x\r\nMessage-ID: <[bad\r\n",
        b"To: " + b"a@x.example, " * 5_000 + b"\r\n",
        b"Subject: " + b"(" * 5_000 + b"\r\nFrom: " + b"(" * 3_000 + b"\r\n",
        b"From: a@x\r\nSubject: a\r\n b\r\n\tc\r\n",
    ],
)
def test_headers_that_are_not_what_they_should_be_do_no_harm(tmp_path: Path, head: bytes) -> None:
    read = _read(tmp_path, head + b"\r\nwords\r\n")
    assert read.text == "words" or b"ontent-" in head


@pytest.mark.parametrize("content", [b"", b"just words\n", b"\0" * 100, b"Name,Phone\nA,1\n"])
def test_what_is_no_mail_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(Refused, match=r"message\.eml"):
        _read(tmp_path, content)


def test_parts_within_parts_without_end_are_refused(tmp_path: Path) -> None:
    deep = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(60)
    )
    with pytest.raises(Refused, match="not a mail message that can be read"):
        _read(tmp_path, b"From: a@x.example\r\n" + deep)
    many = b"From: a@x\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n\r\nx\r\n" * 700
    with pytest.raises(Refused, match="not a mail message that can be read"):
        _read(tmp_path, many)


def test_sizes_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = _read(tmp_path, HEAD + b"\r\n" + b"word " * 100_000)
    assert len(read.text) == mail.MAX_TEXT
    assert read.remarks == ("the text is cut after 200,000 characters",)
    monkeypatch.setattr(mail, "MAX_FILE", 100)
    with pytest.raises(Refused, match="is larger than"):
        _read(tmp_path, HEAD)


@pytest.mark.parametrize(
    "piece", ["<", "<a ", "<!--", "<script>", "&", "<![", "</", "<p>", "x", "&#x41;", "<a\n"]
)
def test_hostile_pages_end_in_time(piece: str) -> None:
    page = piece * 200_000
    started = process_time()
    text_of_page(page)
    assert process_time() - started < 5


@given(st.text(alphabet="<>/!-abp &;\"'=script\n", max_size=200))
def test_any_page_gives_some_words(page: str) -> None:
    assert len(text_of_page(page)) <= len(page)


def test_long_and_split_encoded_words_are_one_text(tmp_path: Path) -> None:
    subject = b"Subject: =?utf-8?B?w6Q=?= =?utf-8?Q?=C3=B6_x?= mid =?utf-8?B?w?=\r\n =?utf-8?B?6Q=?= end\r\n"
    assert _read(tmp_path, b"From: a@x\r\n" + subject + b"\r\nx").subject.startswith("äö x mid ")


def test_names_in_addresses_may_hold_commas(tmp_path: Path) -> None:
    head = b'From: "Doe, John" <j@x.example>\r\nTo: =?utf-8?Q?M=C3=BCller=2C_Eva?= <e@x.example>\r\n'
    read = _read(tmp_path, head + b"\r\nx")
    assert read.sender == Address("Doe, John", "j@x.example")
    assert read.recipients == (Address("Müller, Eva", "e@x.example"),)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300), st.binary(max_size=100))
def test_any_message_is_read_or_refused(tmp_path: Path, body: bytes, header: bytes) -> None:
    read = _read(tmp_path, b"From: a@x.example\r\nSubject: " + header + b"\r\n" + body)
    assert "\0" not in read.text + read.subject
    (read.text + read.subject).encode()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp", "Zs"]), min_size=1, max_size=60))
def test_every_text_comes_back(tmp_path: Path, text: str) -> None:
    message = EmailMessage()
    message["From"] = "a@x.example"
    message.set_content(text)
    assert _read(tmp_path, message.as_bytes()).text == text.strip()
