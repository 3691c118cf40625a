"""An e-mail is read as its reader sees it: the message, what it forwards, what it lists, the papers with it."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest

from corrobora.gather import Gathered, gather
from corrobora.settings import Settings
from tests.gather.papers import At, docx, paragraph, pdf

pytestmark = pytest.mark.usefixtures("here")

HIT = "Gunmen attacked a post near Gao on Sunday, killing four soldiers, the army said."
FR = "Des hommes armés ont attaqué un poste près de Gao dimanche et tué quatre soldats, selon l'armée."
AR = "هاجم مسلحون موقعا للجيش قرب غاو يوم الأحد وقتلوا أربعة جنود، كما قال الجيش في بيان."
HEAD = """From: River Desk <desk@river.example>
Date: Sun, 14 Mar 2021 08:00:00 +0000
Subject: Post hit
Message-ID: <1@river.example>
"""


def taken(raw: bytes | str, name: str = "a.eml", **settings: int) -> list[Gathered]:
    Path(name).write_bytes(raw if isinstance(raw, bytes) else raw.encode())
    return list(gather([name], Settings(**settings)))  # type: ignore[arg-type]


def told(found: list[Gathered]) -> list[tuple[str, str | None, str | None, str]]:
    """Return the address, outlet, title and text of each document."""
    assert all(each.document for each in found), [each.error for each in found]
    return [(d.uri, d.outlet, d.title, d.text) for each in found if (d := each.document)]


def letter(**parts: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Gao Desk <desk@gao.example>"
    message["Date"] = "Sun, 14 Mar 2021 08:00:00 +0000"
    message["Subject"] = parts.get("subject", "Attaque près de Gao")
    message["Message-ID"] = "<7@gao.example>"
    message.set_content(parts.get("text", HIT))
    if "html" in parts:
        message.add_alternative(parts["html"], subtype="html")
    return message


def test_a_plain_message() -> None:
    (found,) = taken(HEAD + "\n" + HIT + "\n\nTwo trucks burned.\n")
    document = found.document
    assert document is not None
    assert (document.uri, document.outlet, document.title) == ("mid:1@river.example", "River Desk", "Post hit")
    assert document.text == f"{HIT}\nTwo trucks burned."
    assert document.published is not None
    assert (document.published.edtf, document.published.basis) == ("2021-03-14", "stated")


@pytest.mark.parametrize("name", ["a.eml", "a", "a.mail"])
def test_a_message_is_known_by_its_bytes(name: str) -> None:
    assert [text for _, _, _, text in told(taken(HEAD + "\n" + HIT, name))] == [HIT]


@pytest.mark.parametrize(
    ("text", "charset"), [(FR, "iso-8859-1"), (AR, "windows-1256"), (AR, "utf-8"), (HIT, "us-ascii")]
)
@pytest.mark.parametrize("transfer", ["quoted-printable", "base64"])
def test_charsets_and_ways_of_packing(text: str, charset: str, transfer: str) -> None:
    message = EmailMessage()
    message["From"] = "=?utf-8?B?2YXZiNmC2Lk=?= <a@b.example>"
    message["Subject"] = text[:30]
    message.set_content(text, charset=charset, cte=transfer)
    ((_, outlet, title, read),) = told(taken(message.as_bytes()))
    assert (outlet, title, read) == ("موقع", text[:30].strip(), text)


def test_lines_that_a_program_broke_are_paragraphs_again() -> None:
    broken = (
        "Gunmen attacked a post near the town of Gao on Sunday, killing\nfour soldiers, the army said.\n\nTwo died."
    )
    broken += "\n-- \nDesk"
    ((_, _, _, read),) = told(taken(f"{HEAD}\n{broken}"))
    assert read.split("\n")[:2] == [
        "Gunmen attacked a post near the town of Gao on Sunday, killing four soldiers, the army said.", "Two died.",
    ]  # fmt: skip
    assert "Desk" not in read


def test_of_two_forms_the_page_is_read_and_the_foot_left() -> None:
    html = f"<style>p{{}}</style><p>{FR}</p><p>Deux camions ont brûlé.</p><hr><p>Se désabonner de cette lettre</p>"
    ((uri, outlet, title, read),) = told(taken(letter(text=FR, html=html).as_bytes()))
    assert (uri, outlet, title) == ("mid:7@gao.example", "Gao Desk", "Attaque près de Gao")
    assert read == f"{FR}\nDeux camions ont brûlé."


@pytest.mark.parametrize(
    ("rule", "head", "day"),
    [
        (
            "---------- Forwarded message ---------",
            "From: {}\nDate: Sat, Mar 13, 2021 at 9:15 AM\nSubject: {}\nTo: <x@y.example>",
            "13",
        ),
        (
            "-------- Message transféré --------",
            "Sujet : {1}\nDate : Sat, 13 Mar 2021 09:15:00 +0100\nDe : {0}\nPour : x",
            "13",
        ),
        ("-----Message d'origine-----", "De : {}\nEnvoyé : samedi 13 mars 2021 09:15\nObjet : {}", "13"),
        (
            "---------- رسالة معاد توجيهها ---------",
            "من: {}\nالتاريخ: السبت، 13 آذار 2021 في 9:15 ص\nالموضوع: {}\nإلى: x",
            "13",
        ),
    ],
)
def test_what_is_forwarded_is_whose_it_was(rule: str, head: str, day: str) -> None:
    inner = head.format("Northern Voice <voice@north.example>", "Attack in the north").replace("\nPour : x", "")
    (found,) = taken(f"{HEAD}\nPlease read.\n\n{rule}\n{inner}\n\n{HIT}\n")
    document = found.document
    assert document is not None
    assert (document.uri, document.text) == ("mid:1@river.example#forwarded-1", HIT)
    assert (document.outlet, document.title) == ("Northern Voice", "Attack in the north")
    assert document.published is not None
    assert document.published.edtf == f"2021-03-{day}"


def test_two_forwards_and_a_long_note_above_them() -> None:
    one = f"---- Forwarded message ----\nFrom: A Desk <a@a.example>\nSubject: One\n\n{HIT}\n\n"
    two = f"---- Forwarded message ----\nFrom: B Desk <b@b.example>\nSubject: Two\n\n{FR}\n"
    found = told(taken(f"{HEAD}\n{HIT}\n\n{one}{two}"))
    assert [(outlet, title) for _, outlet, title, _ in found] == [
        ("River Desk", "Post hit"),
        ("A Desk", "One"),
        ("B Desk", "Two"),
    ]


_ALERT = """<table><tr><td><h2>Alert: Gao</h2></td></tr>
<tr><td><a href="https://www.google.com/url?rct=j&url=https://river.example/1%3Fa%3D2&ct=ga">
<b>Four soldiers killed near Gao</b></a>
<div>River News</div><div>Gunmen attacked an army post near Gao on Sunday and killed four soldiers ...</div>
<a href="https://alerts.example/share">Share</a></td></tr>
<tr><td><a href="https://north.example/2?utm_source=mail"><span>Convoy burned on the road to Kidal</span></a>
<div>Two trucks of a convoy burned on Saturday after an attack, drivers told reporters.</div>
<a href="https://north.example/2?utm_source=mail">Read more</a></td></tr>
<tr><td>You have received this email because you subscribed.
<a href="https://alerts.example/u">Unsubscribe from this alert now</a></td></tr></table>"""


def test_an_alert_is_the_articles_that_it_lists() -> None:
    found = taken(letter(text="see the page", html=_ALERT).as_bytes())
    assert told(found) == [
        ("https://river.example/1?a=2", "River News", "Four soldiers killed near Gao",
         "Gunmen attacked an army post near Gao on Sunday and killed four soldiers ..."),
        ("https://north.example/2", "north.example", "Convoy burned on the road to Kidal",
         "Two trucks of a convoy burned on Saturday after an attack, drivers told reporters."),
    ]  # fmt: skip
    assert {each.document.published.edtf for each in found if each.document and each.document.published} == {
        "2021-03-14"
    }


def test_a_flat_newsletter_in_arabic() -> None:
    html = "".join(
        f'<h3><a href="https://n.example/{n}">عنوان الخبر رقم {n} من غاو</a></h3><p>{AR}</p>'
        f'<p><a href="https://n.example/{n}">اقرأ المزيد</a></p>'
        for n in (1, 2, 3)
    )
    found = told(taken(letter(html=html + "<p>إلغاء الاشتراك</p>").as_bytes()))
    assert [(uri, text) for uri, _, _, text in found] == [(f"https://n.example/{n}", AR) for n in (1, 2, 3)]


@pytest.mark.parametrize(
    "body",
    [
        "=== News ===\n\n{one}\nRiver News\n{hit}\n<{url}1>\n\n{two}\n{fr}\n<{url}2>\n\nUnsubscribe: <{url}u>\n",
        "{one}\nRiver News\n{hit}\n\n{url}1\n\n{two}\n{fr}\n\nFull story: {url}2\n",
        "{one}\n{url}1\n\n{hit}\n\n----------\n\n{two}\n{url}2\n\n{fr}\n",
    ],
    ids=["behind", "alone", "beside"],
)
def test_a_list_in_plain_text(body: str) -> None:
    one, two, url = "Four soldiers killed near Gao", "A convoy burned near Kidal", "https://r.example/"
    found = told(taken(f"{HEAD}\n{body.format(one=one, two=two, url=url, hit=HIT, fr=FR)}"))
    assert [(uri, title, text.split("\n")[-1]) for uri, _, title, text in found] == [
        (f"{url}1", one, HIT),
        (f"{url}2", two, FR),
    ]


def test_an_article_with_links_is_no_list() -> None:
    link = '<a href="https://a.example/1">the governor told River News</a>'
    html = f"<p>{HIT}</p><p>As {link}, two trucks burned near the post.</p>"
    assert len(taken(letter(html=html).as_bytes())) == 1
    assert len(taken(f"{HEAD}\n{HIT}\nhttps://a.example/1\n\n{FR}\n")) == 1


def test_papers_that_came_with_it_and_messages_inside() -> None:
    message = letter(text="The statement is enclosed, with our regards to all readers.")
    statement = pdf([At(70, 700, HIT[:80], 9)])
    message.add_attachment(statement, maintype="application", subtype="pdf", filename="bayan.pdf")
    message.add_attachment(docx(paragraph(FR)), maintype="application", subtype="octet-stream", filename="a.docx")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="logo.png")
    message.add_attachment(letter(text=AR, subject="Inner"))
    found = taken(message.as_bytes())
    assert [(uri, text[:20]) for uri, _, _, text in told(found)] == [
        ("mid:7@gao.example", "The statement is enc"), ("mid:7@gao.example#bayan.pdf", HIT[:20]),
        ("mid:7@gao.example#a.docx", FR[:20]), ("mid:7@gao.example", AR[:20]),
    ]  # fmt: skip
    assert found[1].raw == statement
    assert found[1].document is not None
    assert (found[1].document.outlet, found[1].at) == ("Gao Desk", "enclosure 1")


def test_a_mailbox_gives_its_messages_and_a_bad_one_costs_itself() -> None:
    start = "From desk@gao.example Sun Mar 14 08:00:00 2021\n"
    second = HEAD.replace("1@river", "2@river")
    box = f"{start}{HEAD}\n{HIT}\n\n>From here on all is quiet.\n\n{start}Subject: nothing\n\n\n"
    box += f"{start}{second}\n{'long ' * 9000}\n\n{start}{second}\n{FR}\n"
    found = taken(box, "a.mbox", max_text=9_000)
    assert [each.error.code if each.error else "" for each in found] == ["", "no-text", "too-large", ""]
    assert found[0].document is not None
    assert found[0].document.text == f"{HIT}\nFrom here on all is quiet."
    assert found[2].error is not None
    assert found[2].error.message.startswith("a.mbox, message 3: ")
    assert [each.uri for each in taken(box, "box")[:1]] == ["mid:1@river.example"], "it is known by its bytes"


def test_a_fault_in_one_message_costs_that_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(text: str) -> None:
        raise KeyError(text[:4])

    monkeypatch.setattr("corrobora.gather.papers.mail.unfold", breaks)
    start = "From desk@gao.example Sun Mar 14 08:00:00 2021\n"
    found = taken(f"{start}{HEAD}\n{HIT}\n\n{start}{HEAD}\n{FR}\n", "a.mbox")
    assert [each.error.code if each.error else "" for each in found] == ["fault", "fault"]
    assert found[1].error is not None
    assert found[1].error.message.startswith("a.mbox, message 2: ")


@pytest.mark.parametrize(
    "raw",
    [
        HEAD + "Content-Type: multipart/mixed; boundary=x\n\n--x\n",
        HEAD + "Content-Type: text/html; charset=no-such\nContent-Transfer-Encoding: base64\n\n%%%",
        HEAD + "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(5_000)),
        HEAD + "Content-Type: message/rfc822\n\n" + (HEAD + "Content-Type: message/rfc822\n\n") * 90 + HIT,
        HEAD + "Subject: " + "=?utf-8?Q?" * 50_000 + "\n\n" + HIT,
        HEAD + "X-A: " + "a " * 500_000 + "\n\n" + HIT,
        "From: " + "<" * 50_000 + "\nSubject: " + '"' * 50_000 + "\nDate: " + "(" * 50_000 + "\n\n" + HIT,
        HEAD + "Content-Type: multipart/mixed; boundary=" + "a" * 50_000 + "\n\n" + "--a\n" * 100_000,
        HEAD + "\n" + "https://a.example/ " * 50_000,
        HEAD + "Content-Type: text/html\n\n" + '<a href="https://a.example/1">four words are here</a>' * 20_000,
        HEAD + "\n" + "From: a\nDate: b\n" * 30_000,
        "Subject: x\n",
    ],
    ids=[
        "cut", "odd", "nested", "within", "words", "long", "brackets", "boundary", "links", "anchors", "heads", "bare",
    ],
)  # fmt: skip
def test_a_hostile_message_is_read_or_refused(raw: str) -> None:
    found = taken(raw)
    assert found
    assert all(each.document or (each.error and each.error.code != "fault") for each in found), found[0].error
