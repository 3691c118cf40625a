"""Made-up reports of any length in each language, for tests that care for their size and not for what they say."""

from __future__ import annotations

import itertools

_LINES = {
    "en": (
        "Gunmen attacked a supply convoy near {place} on {day} November 2021, killing {n} soldiers, the army said.",
        "A spokesman for the ministry, Colonel Karim Hadi, said that {n} people had been injured in the raid.",
        "“We will answer this attack with force,” the general told reporters in {place}.",
        "It was the {n}th attack this year, according to local officials.",
        "Residents said that the market was quiet and that prices had gone up by {n} percent.",
    ),
    "fr": (
        "Des hommes ont attaqué un convoi près de {place} le {day} novembre 2021, tuant {n} soldats, selon l'armée.",
        "Selon un porte-parole du ministère, {n} personnes ont été blessées dans l'attaque contre la base.",
        "« Nous répondrons par la force à cette attaque », a dit le général à {place}.",
        "Il s'agit de la {n}e attaque cette année, selon des responsables locaux.",
        "Les habitants disent que le marché était calme et que les prix ont monté de {n} pour cent.",
    ),
    "ar": (
        "هاجم مسلحون قافلة إمداد قرب {place} في {day} نوفمبر 2021 ما أدى إلى مقتل {n} جنود بحسب الجيش.",
        "وقال المتحدث باسم الوزارة العقيد كريم هادي إن {n} أشخاص أصيبوا في الهجوم على القاعدة.",
        "«سنرد على هذا الهجوم بقوة» قال الجنرال للصحفيين في {place}.",
        "وهذا هو الهجوم رقم {n} هذا العام بحسب مسؤولين محليين.",
        "وقال السكان إن السوق كان هادئا وإن الأسعار ارتفعت بنسبة {n} في المئة.",
    ),
}
_PLACES = {
    "en": ("Baghdad", "Mosul", "Tikrit", "Samarra"),
    "fr": ("Bagdad", "Mossoul", "Tikrit", "Samarra"),
    "ar": ("بغداد", "الموصل", "تكريت", "سامراء"),
}
LANGUAGES = tuple(_LINES)
ONE = "Gunmen attacked a convoy near Mosul on 7 November 2021, killing three soldiers, the army said."


def report(language: str, sentences: int) -> str:
    """Return an article of so many sentences, two in a paragraph; no two of its first hundred are the same."""
    lines, places = itertools.cycle(_LINES[language]), itertools.cycle(_PLACES[language])
    told = [
        line.format(place=place, day=1 + n * 3 % 28, n=3 + n * 7 % 290)
        for n, line, place in zip(range(sentences), lines, places, strict=False)
    ]
    return "\n\n".join(" ".join(told[n : n + 2]) for n in range(0, len(told), 2))
