"""Words of war in reports of matches, films, debates, beasts and computers: nothing of it happened."""

from __future__ import annotations

import pytest

from tests.read.deeds import incidents

_NONE = {
    "en": [
        (
            "United's attack fired blanks. The striker shot wide before half-time. The referee came under fire."
            " City captured the lead and seized control of midfield. Two players were injured. It was a massacre."
        ),
        (
            "The batsmen were bombarded by a fast spell. Seven wickets fell before lunch. The bowler attacked the tail,"
            " which was wiped out after four innings."
        ),
        "In the film, rebels attack a village in Mali and kill forty people before an airstrike destroys the mosque.",
        "In the novel a British officer is captured by partisans near Trieste and executed.",
        "The documentary was shot in Morocco.",
        "Investors attacked the board in London on Tuesday.",
        "The minister was ambushed by reporters in Paris.",
        "The mayor was bombarded with questions in Lyon.",
        "A cyber attack hit three banks in Estonia on Monday, officials said.",
        "Hackers attacked a hospital in Dusseldorf.",
        "The rocket exploded on the pad in Texas; SpaceX said that nobody was hurt.",
        "Bees attacked a hiker in Arizona, killing him.",
        "The navy fired missiles in a drill off Busan on Monday.",
        "A simulated attack on the airport tested rescuers in Oslo.",
        "A bomb of the Second World War was defused in Cologne.",
        "Tesla shelled out two billion dollars for a plant in Berlin.",
        "Workers struck at the port of Durban.",
        "A bear attack in Hokkaido left one man dead.",
        "Lightning killed 11 people in Bihar.",
        "A crocodile killed a boy in Darwin on Monday.",
    ],
    "fr": [
        (
            "Les Bleus ont pris d'assaut la ligne anglaise. Le talonneur a été touché au genou avant la mi-temps. "
            "L'arbitre a sanctionné les avants, qui bombardaient au pied. Le buteur a explosé en seconde période."
        ),
        "Pogacar a attaqué dans le col et s'est emparé du maillot jaune.",
        "Dans le roman, une bombe explose à Beyrouth et le héros est enlevé par une milice.",
        "Dans ce jeu vidéo, le joueur bombarde Kaboul.",
        "Le chef de l'opposition a attaqué le gouvernement mercredi sur son budget.",
        "Le maire a été assailli de questions à Rennes.",
        "Des pirates informatiques ont attaqué une mairie en Estonie lundi.",
        "La fusée Ariane a explosé au décollage à Kourou.",
        "Des frelons ont attaqué un randonneur à Alès.",
        "Un ours a attaqué un berger en Ariège.",
        "Les criquets envahissent le Kenya.",
        "L'orchestre a exécuté une symphonie de Mahler.",
        "La chanteuse a conquis Paris.",
        "La marine a tiré des missiles lors d'un exercice au large de Toulon lundi.",
        "Un incendie a ravagé un immeuble de Marseille.",
    ],
    "es": [
        (
            "El delantero fusiló al portero en el derbi. El ataque asaltó el liderato. El árbitro expulsó a dos. "
            "El Sevilla bombardeó la portería y se adueñó del segundo puesto."
        ),
        "En la película, una bomba explota en Beirut y el héroe es secuestrado por una milicia.",
        "En este videojuego, el jugador bombardea Kabul.",
        "El líder de la oposición atacó al Gobierno el miércoles por sus presupuestos.",
        "La ministra, bombardeada a preguntas, calló en Madrid.",
        "Unos hackers atacaron un hospital de Barcelona el lunes.",
        "Unas avispas atacaron a un senderista en Lugo.",
        "Un oso atacó a un pastor en León.",
        "Las langostas invadieron Kenia.",
        "La orquesta ejecutó una sinfonía de Mahler en Madrid.",
        "La cantante conquistó Buenos Aires.",
        "La Armada disparó misiles en un ejercicio frente a Cádiz el lunes.",
        "Un incendio destruyó un edificio de Valencia.",
    ],
    "ar": [
        (
            "شن خط هجوم الأهلي هجوما على مرمى الزمالك في المباراة. وأطلق اللاعب صاروخا في الشوط الأول. "
            "وقصف المنتخب جبهة منافسه. وسيطر على وسط الملعب."
        ),
        "واستهدف هجوم إلكتروني ثلاثة بنوك في إستونيا الاثنين.",
        "قصف النائب الوزير بالأسئلة.",
        "فتحت الصحف النار على رئيس الوزراء.",
        "هاجم كلب طفلة في تونس.",
        "اجتاح الجراد كينيا.",
        "أطلقت البحرية صواريخ خلال مناورة قبالة الإسكندرية الاثنين.",
    ],
}
_REAL = {
    "en": [
        (
            "Gunmen opened fire on the bus of Togo's team in Cabinda, killing the assistant coach. "
            "The goalkeeper was shot in the back. The striker said it lasted half an hour."
        ),
        "A bomb exploded outside a stadium in Mogadishu during a derby, wounding 12 fans.",
        "A rocket hit a football pitch in Majdal Shams and killed 12 children.",
        "Soldiers attacked the referee's home in Gao.",
        "The Tamil Tigers attacked a convoy near Jaffna.",
        "Journalists were attacked in Gaza by soldiers.",
        "Russia attacked a power plant in Kharkiv with missiles hours after a cyberattack on its network.",
        "Hackers leaked files as Israel bombed Rafah.",
        "Supporters of the senator attacked a hospital in Herat.",
        "Gunmen attacked soldiers during a drill near Gao.",
        "The army attacked Gao after calls for revenge.",
    ],
    "fr": [
        "Des hommes armés ont attaqué le car d'une équipe du championnat près de Gao et tué l'entraîneur.",
        "Un journaliste a été tué par des soldats à Gaza.",
        "Un chien a été tué dans la frappe qui a fait trois morts à Gaza.",
        "Des militants d'extrême droite ont attaqué un foyer à Lyon.",
        "Le député de Goma a été attaqué par des rebelles.",
        "Des miliciens ont incendié un immeuble de Bria.",
    ],
    "es": [
        "Hombres armados atacaron el autobús del equipo en Culiacán y mataron al entrenador.",
        "El portero fue herido de bala en Culiacán.",
        "Un abogado fue asesinado en Cali.",
        "Los soldados dispararon un cohete contra el banco central.",
        "El Ejército atacó el puesto.",
    ],
    "ar": [
        "هاجم مسلحون حافلة المنتخب في كابيندا.",
        "قصفت طائرة ملعبا في غزة خلال مباراة فقتلت خمسة لاعبين.",
        "استهدف القصف السوق في أم درمان.",
        "اغتيل محام في بنغازي.",
    ],
}


@pytest.mark.parametrize(("language", "text"), [(code, text) for code, texts in _NONE.items() for text in texts])
def test_what_is_only_called_so_is_no_incident(language: str, text: str) -> None:
    assert incidents(text, language) == []


@pytest.mark.parametrize(("language", "text"), [(code, text) for code, texts in _REAL.items() for text in texts])
def test_what_strikes_players_lawyers_and_markets_is_one(language: str, text: str) -> None:
    assert incidents(text, language)
