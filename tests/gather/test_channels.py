"""Messages of Telegram and WhatsApp as the programs export them, and as somebody may have bent them."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corrobora.gather import Diary, Gathered, gather
from corrobora.gather.channels.unpiled import Export
from corrobora.gather.channels.whatsapp import is_whatsapp
from corrobora.gather.dayorder import order_of
from corrobora.settings import Settings

pytestmark = pytest.mark.usefixtures("here")


class Notes(Diary):
    """Keeps what is told."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def tell(self, line: str) -> None:
        """Keep a line."""
        self.lines.append(line)


def collect(name: str, data: str | bytes, diary: Diary | None = None) -> list[Gathered]:
    Path(name).write_bytes(data if isinstance(data, bytes) else data.encode())
    return list(gather([name], Settings(), diary=diary))


def message(number: int, text: object = "A post was hit near Gao.", **more: object) -> dict[str, object]:
    return {"id": number, "type": "message", "date": "2021-11-28T09:15:00", "from": "Delta", "text": text, **more}


def export(*messages: object, **chat: object) -> str:
    told = {"name": "Delta", "type": "public_channel", "id": 7, **chat}
    return json.dumps({**told, "messages": messages}, ensure_ascii=False, indent=1)


def only(found: list[Gathered]) -> Gathered:
    (one,) = found
    assert one.document is not None, one.error
    return one


def test_a_forwarded_message_says_whose_it_is() -> None:
    named, hidden = collect(
        "result.json",
        export(
            message(2, forwarded_from="River Post", forwarded_from_id="channel9"),
            message(3, forwarded_from=None, forwarded_from_id="channel9"),
        ),
    )
    assert named.document is not None
    assert (named.document.outlet, named.document.forwarded_from) == ("Delta", "River Post")
    assert hidden.document is not None
    assert hidden.document.forwarded_from == "channel9"


def test_an_edited_message_is_another_version_and_a_liked_one_is_not() -> None:
    plain, liked, edited = (
        only(collect("result.json", export(each)))
        for each in (
            message(2),
            message(2, reactions=[{"type": "emoji", "count": 9}], photo="photos/1.jpg"),
            message(2, "Two posts were hit near Gao.", edited="2021-11-28T10:00:00"),
        )
    )
    assert plain.uri == liked.uri == edited.uri == "telegram:7/2"
    assert plain.raw == liked.raw != edited.raw


def test_in_a_group_whoever_writes_is_the_outlet() -> None:
    found = only(collect("result.json", export(message(2, **{"from": "Awa"}), type="private_supergroup")))
    assert found.document is not None
    assert found.document.outlet == "Awa"


def test_a_whole_account_and_a_long_export() -> None:
    chats = [json.loads(export(*(message(n) for n in range(1, 400)), id=chat)) for chat in (1, 2)]
    whole = {"about": "x", "personal_information": {"user_id": 1}, "chats": {"about": "y", "list": [*chats, 7]}}
    found = collect("result.json", json.dumps({**whole, "left_chats": {"list": chats[:1]}}))
    assert len(found) == 3 * 399
    assert found[398].uri == "telegram:1/399"
    assert found[399].uri == "telegram:2/1"


def test_a_broken_message_costs_itself() -> None:
    text = export(*(message(number) for number in range(1, 6)))
    place = text.index('"id": 3')
    broken = text[:place] + '"id": 3, "text": [ }} nonsense' + text[place + 7 :]
    found = collect("result.json", broken)
    assert [each.uri[-1] for each in found if each.document] == ["1", "2", "4", "5"]
    (error,) = (each.error for each in found if each.error)
    assert error is not None
    assert error.code == "bad-json"
    assert "character" in error.message


def test_an_export_that_breaks_off_keeps_what_came_before() -> None:
    text = export(*(message(number) for number in range(1, 6)))
    found = collect("result.json", text[: text.index('"id": 4') + 60])
    assert [each.uri[-1] for each in found if each.document] == ["1", "2", "3"]
    assert found[-1].error is not None


@given(st.data())
def test_any_damage_is_read_or_refused(data: st.DataObject) -> None:
    raw = export(*(message(number) for number in range(1, 5))).encode()
    start = data.draw(st.integers(0, len(raw) - 1))
    hurt = raw[:start] + data.draw(st.binary(max_size=20)) + raw[start + data.draw(st.integers(0, 40)) :]
    Path("result.json").write_bytes(hurt)
    assert all(each.document or each.error for each in gather(["result.json"], Settings()))


def test_values_that_are_cut_by_the_pieces_in_which_a_file_is_read() -> None:
    class Slow(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            return super().read(min(7, size or 7))

    raw = export(message(1, "لغم أرضي " * 9), message(2, 12.5), message(3, None)).encode()
    found = [each[1] for each in Export(Slow(raw), 9_999).messages() if isinstance(each, tuple)]
    assert [each["id"] for each in found] == [1, 2, 3]
    assert found[0]["text"] == "لغم أرضي " * 9


CHAT = """<!DOCTYPE html><html><head><meta charset="utf-8"/><title>Exported Data</title>
<script src="js/script.js"></script></head><body onload="CheckLocation();"><div class="page_wrap">
<div class="page_header"><div class="content"><div class="text bold">Delta </div></div></div>
<div class="page_body chat_page"><div class="history">
<div class="message service" id="message-1"><div class="body details">28 November 2021</div></div>
<div class="message default clearfix" id="message2"><div class="pull_left userpic_wrap"></div><div class="body">
<div class="pull_right date details" title="28.11.2021 09:15:22 UTC+01:00">09:15</div>
<div class="from_name">Delta </div>
<div class="text">A post <strong>was hit</strong> near Gao.<br>Two died.<script>alert(1)</script></div></div></div>
<div class="message default clearfix joined" id="message3"><div class="body">
<div class="pull_right date details" title="28.11.2021 09:16:00 UTC+01:00">09:16</div>
<div class="pull_left forwarded userpic_wrap"><div class="userpic">R</div></div>
<div class="forwarded body"><div class="from_name">River Post <span class="date details" title="28.11.2021 08:00:00">
28.11.2021 08:00:00</span></div><div class="text">Three posts were hit.</div></div></div></div>
<div class="message default clearfix joined" id="message4"><div class="body">
<div class="media_wrap clearfix"><a class="photo_wrap" href="photos/1.jpg"></a></div></div></div>
<div class="message default clearfix" id="message5"><div class="body">
<div class="from_name">Awa</div><div class="text">أُصيب جنديان.</div></div></div>
</div></div></div></body></html>"""


def test_an_export_in_html() -> None:
    one, two, three = collect("messages.html", CHAT)
    assert one.document is not None
    assert (one.uri, one.document.outlet) == ("telegram:Delta/2", "Delta")
    assert one.document.text == "A post was hit near Gao.\nTwo died."
    assert one.document.published is not None
    assert one.document.published.edtf == "2021-11-28"
    assert two.document is not None
    assert (two.document.text, two.document.outlet) == ("Three posts were hit.", "Delta")
    assert two.document.forwarded_from == "River Post"
    assert three.document is not None
    assert (three.document.outlet, three.document.forwarded_from) == ("Awa", None)


@pytest.mark.parametrize(
    "middle", ["<div>" * 20_000, "<div class='message'>" * 5_000, "<p " + "a=b " * 9_999 + ">", "\0"]
)
def test_a_hostile_export_in_html(middle: str) -> None:
    found = collect("messages.html", CHAT.replace('<div class="history">', middle))
    assert all(each.document or each.error for each in found)


def chat(*lines: str) -> str:
    return "\n".join(lines) + "\n"


FORMS = {
    "Android, English": ("28/11/2021, 09:15 - Awa: ", "29/11/2021, 10:00 - Moussa: "),
    "Android, twelve hours": ("28/11/2021, 9:15 am - Awa: ", "29/11/2021, 10:00 am - Moussa: "),
    "Android, thin space": ("28/11/2021, 9:15\u202fAM - Awa: ", "29/11/2021, 10:00\u202fAM - Moussa: "),
    "Android, American": ("11/28/21, 9:15 AM - Awa: ", "11/29/21, 10:00 AM - Moussa: "),
    "Android, French": ("28/11/2021 à 09:15 - Awa: ", "29/11/2021 à 10:00 - Moussa: "),
    "Android, German": ("28.11.21, 09:15 - Awa: ", "29.11.21, 10:00 - Moussa: "),
    "Android, ISO": ("2021-11-28, 09:15 - Awa: ", "2021-11-29, 10:00 - Moussa: "),
    "Android, Arabic": ("٢٨\u200f/١١\u200f/٢٠٢١، ٩:١٥ ص - Awa: ", "٢٩\u200f/١١\u200f/٢٠٢١، ١٠:٠٠ ص - Moussa: "),
    "iOS, English": ("[28/11/2021, 09:15:22] Awa: ", "[29/11/2021, 10:00:00] Moussa: "),
    "iOS, American": ("[11/28/21, 9:15:22 AM] Awa: ", "\u200e[11/29/21, 10:00:00 AM] Moussa: "),
    "iOS, French": ("[28/11/2021 09:15:22] Awa: ", "[29/11/2021 10:00:00] ~\u202fMoussa: "),
    "iOS, Arabic": ("[٢٨\u200f/١١\u200f/٢٠٢١، ٩:١٥:٢٢ ص] Awa: ", "[٢٩\u200f/١١\u200f/٢٠٢١، ١٠:٠٠:٠٠ ص] Moussa: "),
}


@pytest.mark.parametrize("form", FORMS)
def test_whatsapp_from_any_telephone(form: str) -> None:
    first, second = FORMS[form]
    one, two = collect(
        "chat.txt", chat(f"{first}A post was hit.", "", "Time: 09:00", f"{second}Two died: both soldiers.")
    )
    assert one.document is not None
    assert two.document is not None
    assert one.document.text == "A post was hit.\n\nTime: 09:00"
    assert two.document.text == "Two died: both soldiers."
    assert (one.document.outlet, two.document.outlet) == ("Awa", "Moussa")
    assert one.document.published is not None
    assert one.document.published.edtf == "2021-11-28"
    assert one.uri.startswith("whatsapp:chat/2021-11-28T09:15")
    assert two.uri.startswith("whatsapp:chat/2021-11-29T10:00")


def test_the_afternoon_and_midnight() -> None:
    lines = [f"13/11/2021, {clock} - Awa: Hit." for clock in ("12:05 am", "1:05 pm", "12:05 p.m.", "11:59 م")]
    clocks = [each.uri.partition("T")[2] for each in collect("chat.txt", chat(*lines))]
    assert clocks == ["00:05/1", "13:05/1", "12:05/1", "23:59/1"]


@pytest.mark.parametrize(
    ("days", "first"),
    [
        (["03/04/2021", "13/04/2021"], "2021-04-03"),
        (["03/04/2021", "04/13/2021"], "2021-03-04"),
        (["03/04/2021", "04/04/2021", "05/04/2021"], "2021-04-03"),
        (["03/04/2021", "03/05/2021", "03/06/2021"], "2021-03-04"),
        (["03/03/2021"], "2021-03-03"),
    ],
)
def test_day_and_month_are_told_apart_by_the_whole_file(days: list[str], first: str) -> None:
    found = collect("chat.txt", chat(*(f"{day}, 09:15 - Awa: A post was hit." for day in days)))
    assert found[0].document is not None
    assert found[0].document.published is not None
    assert found[0].document.published.edtf == first


def test_a_day_that_stays_open_is_flagged_and_not_guessed() -> None:
    found = only(collect("chat.txt", chat("03/04/2021, 09:15 - Awa: A post was hit.")))
    assert found.document is not None
    assert found.document.published is None
    assert [flag.kind for flag in found.flags] == ["undated"]
    arabic = only(collect("chat.txt", chat("03/04/2021, 09:15 - Awa: أُصيب جنديان.")))
    assert arabic.document is not None
    assert arabic.document.published is not None
    assert arabic.document.published.edtf == "2021-04-03"


def test_what_says_nothing_is_counted() -> None:
    when = "28/11/2021, 09:15 - "
    lines = [
        f"{when}Messages and calls are end-to-end encrypted. No one outside of this chat can read them.",
        f"{when}Awa added Moussa",
        f'{when}Awa changed the subject from "Gao: news" to "Gao"',
        f"{when}Awa: <Media omitted>",
        f"{when}Awa: <Médias omis>",
        f"{when}Awa: <تم استبعاد الوسائط>",
        f"{when}Awa: \u200eimage omitted",
        f"{when}Awa: \u200e<attached: 00000012-PHOTO-2021.jpg>",
        f"{when}Awa: This message was deleted",
        f"{when}Awa: Ce message a été supprimé",
        f"{when}Awa: تم حذف هذه الرسالة",
        f"{when}Awa: IMG-2021-WA0001.jpg (file attached)\nA post was hit.",
        f"{when}Awa: Two died. <This message was edited>",
        f"{when}Awa: ",
    ]
    notes = Notes()
    found = collect("WhatsApp Chat with Gao desk.txt", chat(*lines), notes)
    assert [each.document.text for each in found if each.document] == ["A post was hit.", "Two died."]
    assert [each.uri for each in found] == [f"whatsapp:Gao desk/2021-11-28T09:15/{number}" for number in (1, 2)]
    assert notes.lines == [
        "WhatsApp Chat with Gao desk.txt: 12 lines passed over: 3 deleted, 3 of WhatsApp's own, 6 without words"
    ]


def test_a_chat_in_a_zip_has_the_name_of_the_zip() -> None:
    with zipfile.ZipFile("WhatsApp Chat - Gao.zip", "w") as out:
        out.writestr("_chat.txt", chat("[28/11/2021, 09:15:22] Awa: A post was hit."))
        out.writestr("00000001-PHOTO.jpg", b"\xff\xd8")
    (found,) = gather(["WhatsApp Chat - Gao.zip"], Settings())
    assert found.uri == "whatsapp:Gao/2021-11-28T09:15:22/1"


def test_a_text_that_tells_of_a_day_is_no_chat() -> None:
    for text in ("28/11/2021, 09:15 - the army said.", "On 28/11/2021, 09:15 - Awa: hit", "[1] Awa: hit", ""):
        assert not is_whatsapp(text.encode()), text
    assert only(collect("a.txt", "28/11/2021, 09:15 - the army\nsaid so.")).uri == "a.txt"


def test_marks_of_direction_are_kept_in_words() -> None:
    found = only(collect("chat.txt", chat("28/11/2021, 09:15 - Awa: \u202eA post\u202c was hit.")))
    assert found.document is not None
    assert found.document.text == "\u202eA post\u202c was hit."


@given(st.text(max_size=300))
def test_any_chat_is_read_or_refused(text: str) -> None:
    lines = chat("28/11/2021, 09:15 - Awa: A post was hit.", text)
    Path("chat.txt").write_bytes(lines.encode("utf-8", "replace"))
    found = list(gather(["chat.txt"], Settings()))
    assert found
    assert all(each.document or each.error for each in found)


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), st.integers(0, 3000))))
def test_any_dates_have_one_order_or_none(days: list[tuple[int, int, int]]) -> None:
    assert order_of(days) in {"day", "month", "year", None}
