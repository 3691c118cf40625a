"""Files in GeoNames' format, of any length, the same each time: invented names in the shares that the real ones have.

`python -m bench.geodump FOLDER --rows N` writes `allCountries.txt` and `alternateNamesV2.txt`.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

_COUNTRIES = (  # the largest first
    *("US", "CN", "IN", "ID", "RU", "MX", "IR", "PK", "BR", "NO", "FR", "DE", "TR", "TH", "AF", "VN", "JP", "AU", "CA"),
    *("MM", "BD", "PH", "ZA", "IT", "ES", "DZ", "MA", "IQ", "SY", "YE", "UA", "NG", "ML", "SD", "BF", "NE", "CD"),
)
_FEATURES = (  # class and code, and how many of a thousand rows have them
    *(("P.PPL", 355), ("P.PPLX", 12), ("P.PPLL", 15), ("P.PPLA3", 3), ("P.PPLA4", 6), ("P.PPLA2", 2), ("P.PPLQ", 2)),
    *(("H.STM", 92), ("H.STMI", 20), ("H.LK", 36), ("H.WAD", 9), ("H.SPNG", 12), ("H.WLL", 10), ("H.BAY", 8)),
    *(("H.GULF", 1), ("S.HTL", 40), ("S.SCH", 30), ("S.CH", 30), ("S.FRM", 45), ("S.BLDG", 15), ("S.CMTY", 15)),
    *(("S.DAM", 5), ("S.AIRP", 3), ("S.AIRF", 2), ("S.HSP", 4), ("S.MSQE", 2), ("S.RSTN", 6), ("S.BDG", 4)),
    *(("T.MT", 42), ("T.HLL", 36), ("T.ISL", 22), ("T.VAL", 16), ("T.PK", 10), ("T.CAPE", 10), ("T.RDGE", 8)),
    *(("A.ADM2", 4), ("A.ADM3", 12), ("A.ADM4", 20), ("L.LCTY", 15), ("L.PRK", 12), ("L.AREA", 4), ("L.OILF", 2)),
    *(("R.RD", 3), ("V.FRST", 4), ("U.MTU", 1), ("S.RUIN", 5), ("L.MILB", 1)),
)
_STARTS = (*"bdfghjklmnpqrstvwyz", "br", "ch", "dh", "gh", "kh", "sh", "st", "th")
_VOWELS = (*"aaeiouéèāūī", "aa", "ou", "ai")
_ENDS = ("", "", "", "n", "r", "l", "m", "s", "d", "k", "t", "yah", "abad", "pur", "ville", "ovo")
_LETTERS = {"ar": "ابتثجحدرزسشصطعغفقكلمنهوي", "ru": "абвгдежзиклмнопрстуфхчшя", "fa": "ابپتجچحدرزسشطعفقکگلمنوهی"}
_LANGUAGES = (
    *("link", "wkdt", "post", "en", "fr", "ar", "ru", "fa", "uk", "zh", "ja", "de", "sv", "ceb", "nl", "es", "pt"),
    *("it", "tr", "ku"),
)
_CHANCES = (10, 9, 12, 9, 6, 4, 4, 3, 2, 7, 4, 4, 6, 6, 4, 3, 2, 2, 2, 1)
_DAY = "2026-01-15"
_PEOPLED, _WORDED, _RENAMED = 0.09, 0.01, 0.4  # shares of places: inhabited, called by a word, of several names
_LATIN, _HISTORIC = 0.6, 0.01  # shares of names
_TWO_WORDS, _WITH_TITLE = 0.3, 0.5


def main() -> None:
    """Write both files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rows", type=int, default=100_000)
    args = parser.parse_args()
    args.folder.mkdir(parents=True, exist_ok=True)
    for path in write_dumps(args.folder, args.rows):
        print(path)


def write_dumps(folder: Path, rows: int, words: Sequence[str] = ()) -> tuple[Path, Path]:
    """Write `rows` places and half as many names again; return the files.

    Of the smallest places, one in a hundred bears one of `words`.
    """
    places, names = folder / "allCountries.txt", folder / "alternateNamesV2.txt"
    with places.open("w", encoding="utf-8") as stream:
        stream.writelines(place_rows(rows, words))
    with names.open("w", encoding="utf-8") as stream:
        stream.writelines(name_rows(rows))
    return places, names


def place_rows(count: int, words: Sequence[str] = ()) -> Iterator[str]:
    """Yield rows of `allCountries.txt`, country by country, as the real one has them."""
    random = Random(1)  # noqa: S311 - no secret
    pool = [_name(random) for _ in range(min(200_000, max(1000, count // 8)))]
    foreign = {code: [_foreign(random, letters) for _ in range(5000)] for code, letters in _LETTERS.items()}
    features, weights = zip(*_FEATURES, strict=True)
    homes = sorted(random.choices(range(len(_COUNTRIES)), [1 / (i + 3) for i in range(len(_COUNTRIES))], k=count))
    kinds = random.choices(features, weights, k=count)
    for number, (home, kind) in enumerate(zip(homes, kinds, strict=True)):
        feature, _, code = kind.partition(".")
        name = _full(random, pool)
        people = 0
        if feature == "P":
            people = int(random.paretovariate(0.9) * 120) if random.random() < _PEOPLED else 0
            if words and not people and code in {"PPL", "PPLL"} and random.random() < _WORDED:
                name = random.choice(words)
        others = ",".join(_others(random, name, pool, foreign)) if random.random() < _RENAMED else ""
        plain = name if name.isascii() else name.encode("ascii", "ignore").decode()
        lat, lon = random.uniform(-55, 70), random.uniform(-170, 170)
        yield (
            f"{_id(number)}\t{name}\t{plain}\t{others}\t{lat:.5f}\t{lon:.5f}\t{feature}\t{code}\t{_COUNTRIES[home]}\t\t"
            f"{random.randint(0, 30):02}\t{random.randint(100, 999)}\t\t\t{people}\t\t{random.randint(0, 3000)}"
            f"\tEtc/UTC\t{_DAY}\n"
        )


def name_rows(count: int) -> Iterator[str]:
    """Yield rows of `alternateNamesV2.txt` for that many places: half as many again, links and codes among them."""
    random = Random(2)  # noqa: S311 - no secret
    pool = [_name(random) for _ in range(min(200_000, max(1000, count // 8)))]
    foreign = {code: [_foreign(random, letters) for _ in range(20_000)] for code, letters in _LETTERS.items()}
    languages = random.choices(_LANGUAGES, _CHANCES, k=count * 3 // 2)
    for number, language in enumerate(languages, 1):
        if language in {"link", "wkdt", "post"}:
            name = f"https://en.wikipedia.org/wiki/{number}" if language == "link" else f"Q{number}"
        else:
            name = random.choice(foreign[language]) if language in foreign else _full(random, pool)
        historic = "1" if random.random() < _HISTORIC else ""
        yield f"{number}\t{_id(random.randrange(count))}\t{language}\t{name}\t\t\t\t{historic}\t\t\n"


def _id(number: int) -> int:
    return 20_000_001 + number  # above what the packages have, so that each row is a new place


def _name(random: Random) -> str:
    syllables = (random.choice(_STARTS) + random.choice(_VOWELS) for _ in range(random.choice((2, 2, 3))))
    return ("".join(syllables) + random.choice(_ENDS)).capitalize()


def _full(random: Random, pool: Sequence[str]) -> str:
    name = random.choice(pool)
    chance = random.random()
    if chance < _TWO_WORDS:
        return f"{name} {random.choice(pool)}"
    return f"{random.choice(('Al', 'Kafr', 'New', 'Saint', 'Wadi', 'El'))} {name}" if chance < _WITH_TITLE else name


def _others(random: Random, name: str, pool: Sequence[str], foreign: dict[str, list[str]]) -> Iterator[str]:
    yield name.replace("a", "e")
    for _ in range(random.choice((0, 1, 1, 2, 3, 12))):
        is_latin = random.random() < _LATIN
        yield _full(random, pool) if is_latin else random.choice(foreign[random.choice(("ar", "ru", "fa"))])


def _foreign(random: Random, letters: str) -> str:
    return "".join(random.choice(letters) for _ in range(random.randint(4, 9)))


if __name__ == "__main__":
    main()
