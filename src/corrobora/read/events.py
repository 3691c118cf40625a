"""Event rules -> mentions: what happened, to whom, in the words of one sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from corrobora.codebook import actors_by_id
from corrobora.read.accidents import without_accidents
from corrobora.read.after import set_apart
from corrobora.read.apposed import name_apposed
from corrobora.read.doers import doers_before, doers_of_main
from corrobora.read.goingon import is_likewise
from corrobora.read.grammar import Match, fullest
from corrobora.read.hypotheses import without_hypotheses
from corrobora.read.language import Language
from corrobora.read.meansevents import event_by_means
from corrobora.read.mention import Mention
from corrobora.read.node import Node
from corrobora.read.owners import is_of_another, is_somebodys, owner, whose
from corrobora.read.sentence import Sentence
from corrobora.read.values import below, means_named, members, named, nothing, places_in, quantity, times_in
from corrobora.types import Actor, Place, Quantity, Span, Stance

_HARM_KINDS = {"f.kill", "f.die", "f.toll"}
_ASKING = frozenset({"?", "؟"})
_CASUALTIES = ("killed", "injured")
_MANY = frozenset({"n.org", "n.family", "n.unit", "n.troops", "list", "mass"})
_SUFFERED = (*_CASUALTIES, "abducted", "arrested", "displaced", "missing")
_COUNTED = (("count", "incidents"), ("means", "munitions"), ("target", "incidents"))
_HEDGED = frozenset({"hedge"})
_ON_PLACES = frozenset({"takeover", "airstrike", "shelling"})
_CORE = frozenset({"actor", "target", "victims", "means", "count"})
_BOTH = frozenset({"vg", "ger", "n.event"})  # "killing six": the noun of the same form would be an attack of its own
_GOODS = frozenset({"arson", "looting", "seizure"})  # what is burnt or taken is counted as things, not as incidents
_AT_RULERS = frozenset({"sanction", "coup", "agreement", "ceasefire-violation"})
_LABELS = frozenset({":", "|", "–", "—"})
_NO_VERB = frozenset({"inf", "ger", "bare", "part", "evg"})
_AIR_FORCE = "-air-force"  # ends the id of each in the codebook
_FORCES, _ARMY = frozenset({"kind.armed-forces", "kind.state"}), frozenset({"n.armed", "n.org"})
_LEAD = 6  # words at the front of a sentence among which "then" or "elsewhere" may stand
_WRECKING = frozenset({"v.ruin", "f.wreck", "n.wreck"})
_UNREAL = 10  # more than all slots that tell what happened
_OWN_SLOTS = ("actor", "target", "means", "count")


def mentions(
    text: str, index: int, sentence: Sentence, matches: Iterable[Match], language: Language, *, fallen: bool = False
) -> list[Mention]:
    """Return what the event rules matched in one sentence: one mention a trigger, the fullest match of each.

    `fallen` says that the sentence before tells of a flood or a crash, and of nothing else.
    """
    found = _fullest(matches)
    if not found:
        return []
    made = [_mention(text, index, sentence, m, language) for m in found]
    found, made = without_hypotheses(sentence.nodes, *without_accidents(sentence, found, made, fallen=fallen))
    set_apart(sentence.nodes, found, made)
    lead = sentence.words[:_LEAD]
    for each in made[:1]:
        near = [word for word in sentence.words if word.start >= each.trigger.end][:1]  # "a bomb went off later"
        after = not each.harm and any(word.has("afterwards") for word in (*lead, *near))
        each.beside = each.beside or after or any(word.has("beside") for word in lead) or is_likewise(sentence, each)
    if any(word.form in _ASKING for word in sentence.words[-2:]):
        for each in made:
            each.stance = "questioned" if each.stance == "asserted" else each.stance
    for match, each in zip(found, made, strict=True):
        name_apposed(sentence.nodes, each, text, language.code)
        _share_doubt(sentence.nodes, match, each, made)
        each.actors = each.actors or doers_of_main(text, sentence.nodes, match, language.code)
        if match.rule.features.get("like") == "subject" and not each.actors:
            each.actors = doers_before(text, sentence.nodes, match, made, language.code)
            if not each.actors:
                _take_pronoun(each, made)
    return [each for match, each in zip(found, made, strict=True) if _stands(sentence.nodes, match, each, made)]


def _share_doubt(nodes: Sequence[Node], match: Match, mention: Mention, made: Sequence[Mention]) -> None:
    """Let a participle that shares its auxiliary with the verb before share its doubt: "auraient pillé et tué"."""
    trigger = match.slots.get("trigger", ())
    if mention.stance != "asserted" or not any(node.has("and") or node.has("part") for node in trigger):
        return
    own = next((node for node in nodes[match.first : match.last] if node.has("vg")), trigger[0])
    if own is not trigger[0] and own.has("hedge"):  # "auraient été enlevés puis tués"
        mention.stance = "hedged"
    before = [each for each in made if each.trigger.start < mention.trigger.start]
    if before and before[-1].stance == "hedged" and any(node.has("and") for node in trigger):
        mention.stance = "hedged"


def _take_pronoun(mention: Mention, made: Sequence[Mention]) -> None:
    """Let a verb that goes on about "it" have the pronoun that the deed before has: "that it killed two and burnt"."""
    before = [each for each in made if each.trigger.start < mention.trigger.start]
    if before and before[-1].own:
        mention.own, mention.pronoun, mention.third = True, before[-1].pronoun, before[-1].third


def _stands(nodes: Sequence[Node], match: Match, mention: Mention, made: Sequence[Mention]) -> bool:
    """Fill in what is like the event before it ("and another convoy in Babil"); false where none is, or nothing was."""
    if match.rule.features.get("real") == "no":  # "had it attacked the town"
        return False
    like = match.rule.features.get("like")
    before = [each for each in made if each.trigger.start < mention.trigger.start]
    if match.rule.features.get("answers") == "here" and not before:  # ", which the army denies", of no deed
        return False
    if like == "actor" and before:  # "attacked a camp and seized arms"
        acting = next((each.actors for each in reversed(before) if each.actors), [])
        mention.actors = mention.actors or list(acting)
        if not mention.actors:
            _take_pronoun(mention, made)
    if like != "last":
        return True
    if not before:
        return False
    last = before[-1]
    if "victims" in match.slots and not _count_alike(nodes[: match.first], mention, last):
        return False
    mention.event, mention.stance, mention.harm = last.event, last.stance, last.harm
    mention.when = mention.when or last.when
    mention.actors, mention.means = list(last.actors), list(last.means)
    mention.targets = mention.targets or (list(last.targets) if mention.when is not last.when else [])
    return True


def _count_alike(before: Sequence[Node], mention: Mention, last: Mention) -> bool:
    """Count those who fell elsewhere as those told before: "four were hurt in X, 12 in Y"; false where none were."""
    measure = next((number.measure for number in reversed(last.quantities) if number.measure in _SUFFERED), None)
    if measure is None or not last.harm:
        return False
    last.places = last.places or places_in([node for node in before if node.has("at")][-1:])
    mention.quantities = [replace(number, measure=measure) for number in mention.quantities]
    return True


def _fullest(matches: Iterable[Match]) -> list[Match]:
    found = fullest(matches, "trigger", _fill)
    if len(found) < 2:  # noqa: PLR2004 - no other can cover it
        return found
    spans = [_trigger_span(match) for match in found]
    return [m for m, own in zip(found, spans, strict=True) if not any(s != own and s.covers(own) for s in spans)]


def _trigger_span(match: Match) -> Span:
    """Return the words of a match's trigger: in "carried out an attack" the noun tells nothing more."""
    trigger = match.slots.get("trigger", ())
    return Span(trigger[0].start, trigger[-1].end) if trigger else Span(match.first, match.first)


def _fill(match: Match) -> tuple[int, int]:
    told = len(_CORE & match.slots.keys())
    if match.slots.get("count") == match.slots.get("trigger"):
        told -= 1  # an event that is said to be one or many by its own word
    return told + (_UNREAL if match.rule.features.get("real") == "no" else 0), match.last - match.first


def _mention(text: str, index: int, sentence: Sentence, match: Match, language: Language) -> Mention:
    nodes = sentence.nodes[match.first : match.last]
    slots, features = _with_own_slots(match), match.rule.features
    trigger = slots.get("trigger", tuple(nodes))
    classes = trigger[0].classes.union(*[node.classes for node in trigger[1:]])
    means = _means(slots.get("means", ())) or _means([n for n in trigger if not n.has("vg")])
    means = means or [part for n in trigger if n.has("vg") and n.family("m") for part in n.parts if part.has("comp")]
    means = means or _means_inside(text, trigger, language)
    actors = [n for s in slots.get("actor", ()) for n in members(s)]
    targets = [n for s in slots.get("target", ()) for each in _aimed_at(s) for n in members(each)]
    event = features.get("event") or next(filter(None, (n.family("ev") for n in trigger)), "attack")
    pronouns = [n for n in actors if "pron" in n.classes or is_somebodys(n)]
    if not actors:
        pronouns = [leaf for node in means for leaf in owner(node)]
    recalls = any(n.has("n.event") and n.has("def") for n in trigger)
    doing = () if "v.advance" in classes else (*means, *actors)  # tanks that push on shell nobody yet
    kinds = [_kind_of_means(n, bombs="v.bomb" in classes) for n in doing]
    made = Mention(
        event=event_by_means(event, kinds),
        rule=match.rule.id,
        span=Span(nodes[0].start, nodes[-1].end),
        trigger=Span(trigger[0].start, trigger[-1].end),
        sentence=index,
        paragraph=sentence.paragraph,
        stance=_stance(features.get("stance"), classes | _doubt(trigger, nodes)),
        act=features.get("act", ""),
        weak=features.get("mention", "weak" if recalls else "") == "weak",
        recalls=recalls,
        harm=_tells_harm(classes, features),
        own=bool(pronouns) or (not actors and "we" in classes),
        third=any(n.has("third") or is_of_another(n) for n in actors),
        deadly="harm.killed" in classes and "harm" not in features,
        strike="n.strike" in classes,
        settled="part" in classes,
        answers="answers" in features,
        beside=features.get("beside") == "yes",
        leads=_leads(sentence.nodes, match.first),
        pronoun=named(pronouns[0], text, "actor", language.code) if pronouns else None,
        actors=[whose(n, nodes, named(n, text, "actor", language.code)) for n in actors if n not in pronouns],
        targets=[whose(n, nodes, _hit(n, named(n, text, "target", language.code), event)) for n in targets],
        places=places_in(slots.get("place", ())) or _places_hit(text, targets, event, match.rule.id),
        when=next(iter(times_in(slots.get("when", ()))), None),
        means=[means_named(n, text) for n in means],
    )
    _count(made, slots, match, trigger, text, language)
    return made


def _kind_of_means(node: Node, *, bombs: bool) -> str:
    """Return the kind of a means, or of that with which an actor acts: an air force, or an army that bombs, flies."""
    if node.has("n.bomber"):
        return "suicide"
    flies = (node.id or "").endswith(_AIR_FORCE) or node.has("n.air-force") or (bombs and _is_army(node))
    return node.family("m") or ("aircraft" if flies else "")


def _is_army(node: Node) -> bool:
    return bool(_FORCES & node.classes) or (node.classes >= _ARMY and not node.has("n.person"))


def _leads(nodes: Sequence[Node], first: int) -> bool:
    """Return whether only a label stands before a match in a sentence without a verb: "Gao: attack on a post"."""
    if first and nodes[first - 1].form not in _LABELS:
        return False
    return not any("vg" in node.classes and node.classes.isdisjoint(_NO_VERB) for node in nodes)


def _aimed_at(node: Node) -> Sequence[Node]:
    """Return what a phrase of direction names as its target: "at Zarnovo"; of anything else, itself."""
    if node.has("at"):  # "pushed into the town"
        return [each for each in node.parts if each.has("place") or each.has("ng")][:1] or (node,)
    return node.parts[1:] if node.has("aim") else (node,)


def _places_hit(text: str, targets: Sequence[Node], event: str, rule: str) -> list[Place]:
    """Return the places among targets; whatever is taken from somebody, or bombed, under a bare name is one."""
    taken = [n for n in targets if event in _ON_PLACES and n.has("name")]
    known = [n.value for n in targets if isinstance(n.value, Place)]
    if event == "takeover" and not known:  # "drove out the army of Zarnovo"
        held = [part.value for n in targets if n.has("n.armed") for part in n.walk() if isinstance(part.value, Place)]
        known = held[:1]
    return known or [Place("place", text[n.start : n.end], n.span, rule) for n in taken]


def _hit(node: Node, value: Actor, event: str) -> Actor:
    """Return a capital that is hit as a town, and not as the government for which its name may stand."""
    entry = actors_by_id().get(value.id or "")
    rules = entry is not None and entry.kind == "government"
    is_town = rules and any(isinstance(part.value, Place) and part.id == value.id for part in node.walk())
    return replace(value, id=None, name=None) if is_town and event not in _AT_RULERS else value


def _tells_harm(classes: frozenset[str], features: Mapping[str, str]) -> bool:
    """Return whether a trigger tells of victims alone, as far as its rule doesn't know better."""
    stopped = features.get("measure") == "intercepted" or features.get("harm") == "no"
    told = features.get("harm") == "yes" or bool(classes & _HARM_KINDS)
    return told and not stopped and ("ev.attack" not in classes or classes >= _BOTH)


def _means(nodes: Sequence[Node]) -> list[Node]:
    """Return the groups or words that name a means, the members of a list one by one."""
    out: list[Node] = []
    for node in nodes:
        if node.family("m") and "item" not in node.slots:
            out += node.slots.get("means", (node,))  # "the army's drones": the drones
        else:
            out += _means(node.slots.get("item", node.parts))
    return out


def _means_inside(text: str, trigger: Sequence[Node], language: Language) -> list[Node]:
    """Return the word for a means inside a noun of several words: "missile" in "missile attack"."""
    for node in below(trigger):
        if node.parts or not node.family("ev") or node.has("v") or " " not in node.form:
            continue
        first, last = text.find(" ", node.start, node.end), text.rfind(" ", node.start, node.end)
        words = language.vocabulary.words
        inside = [*words(text, node.start, last), *words(text, first + 1, node.end)] if first > 0 else []
        return [word for word in inside if word.family("m") and not word.has("m.air")][:1]
    return []


def _with_own_slots(match: Match) -> dict[str, tuple[Node, ...]]:
    """Return the slots of a match with those that its trigger's own group has ("two Russian strikes": count, actor)."""
    slots = dict(match.slots)
    for node in slots.get("trigger", ()):
        for group in (node, *node.slots.get("head", ())) if node.has("n.event") else ():
            for name in _OWN_SLOTS:
                if name in group.slots and name not in slots:
                    slots[name] = group.slots[name]
    for node in slots.get("means", ()):
        owners = next((part.slots["actor"] for part in node.walk() if "actor" in part.slots), None)
        if owners and slots.get("actor") in {None, (node,)}:
            slots["actor"] = owners  # "Russian artillery hit it", "hit by Russian artillery"
    return slots


def _count(
    made: Mention,
    slots: Mapping[str, tuple[Node, ...]],
    match: Match,
    trigger: Sequence[Node],
    text: str,
    language: Language,
) -> None:
    """Add the numbers of victims, of incidents and of means."""
    measures = [match.rule.features["measure"]] if "measure" in match.rule.features else _measures(trigger)
    if match.rule.features.get("none"):
        made.quantities += [nothing(made.span, made.rule, m, text) for m in measures or _CASUALTIES]
    told = bool(made.targets)
    for group in slots.get("victims", ()):
        numbers = [read for measure in measures if (read := _suffered(group, measure, text)) is not None]
        numbers += [part for whole in numbers for part in _by_kind(group, whole, text)]
        known = {(number.measure, number.best) for number in made.quantities}  # "three men: A, B and C"
        made.quantities += [number for number in numbers if (number.measure, number.best) not in known]
        if not told and (group.has("ng") or group.has("person") or group.has("actor")):
            made.targets += [named(n, text, "target", language.code) for n in members(group)]
        elif group.has("pron"):
            made.hurt = named(group, text, "target", language.code)
    goods = made.event in _GOODS or any(node.classes & _WRECKING for node in trigger)
    for name, each in _COUNTED:
        for group in slots.get(name, ()):
            measure = ("vehicles" if group.has("n.vehicle") else None) if goods and name == "target" else each
            if name == "means" and (group.has("n.craft") or group.has("n.tank")):
                measure = None  # "two jets bombed it": no count of what they dropped
            one = name == "target" and group.leaves()[0].has("one")  # "a convoy of eight buses"
            inside = () if one else tuple(group.walk())
            counted = [n for n in inside if n.has("num") or (name != "target" and _are_two(n))]
            summed = group.slots.get("item") or any(n.has("total") for n in inside)
            whole = group if summed else next(iter(counted), None)
            read = quantity(whole, measure, text) if counted and whole is not None and measure else None
            fired = name == "means" and any(n.has("bare") or n.has("part") for n in trigger)
            if read is not None and fired and read.of is not None:
                read = replace(read, low=read.of, best=read.of, high=read.of, of=None)  # "18 of the 25 drones launched"
            if read is not None and not (name == "target" and (group.has("n.person") or group.has("n.role"))):
                made.quantities.append(read)


def _by_kind(group: Node, whole: Quantity, text: str) -> list[Quantity]:
    """Return what a sum of victims is made of: "killed 49 civilians and 15 soldiers"."""
    items = group.slots.get("item", ())
    if len(items) < 2 or not all(item.has("counted") for item in items):  # noqa: PLR2004 - one is no sum
        return []
    parts = [quantity(item, whole.measure, text) for item in items]
    return [replace(part, of=whole.best) for part in parts if part is not None and part.span != whole.span]


def _is_one_person(group: Node) -> bool:
    return group.has("n.person") and not group.classes & _MANY


def _suffered(group: Node, measure: str, text: str) -> Quantity | None:
    """Return how many a group of victims counts; whoever is told by an office that one man holds is one."""
    read = quantity(group, measure, text)
    many = group.has("pl") or group.has("as.many") or group.leaves()[0].has("as.many")  # "les maires"
    his = group.has("owned") and group.has("n.person") and not group.classes & _MANY  # "and wounded his bodyguard"
    the_one = group.has("def") and not group.has("owned") and (group.has("n.role") or _is_one_person(group))
    if read is None and (the_one or his) and not many:
        words = text[group.start : group.end]
        return Quantity("quantity", words, group.span, group.rule or "lexicon", measure=measure, low=1, best=1, high=1)
    return read


def _are_two(node: Node) -> bool:
    """Return whether a dual counts what is told here first: "two blasts", and not "the two blasts"."""
    return node.has("dual") and not any(word.has("def") for word in node.walk())


def _measures(trigger: Sequence[Node]) -> list[str]:
    found = {name[5:] for node in trigger for name in node.classes if name.startswith("harm.")}
    return sorted(found, key=lambda m: (m != "killed", m))


def _doubt(trigger: Sequence[Node], nodes: Sequence[Node]) -> frozenset[str]:
    """Return `hedge` where the verb that a noun's event hangs on has it: "reportedly carried out a raid"."""
    if any(node.has("vg") for node in trigger):
        return frozenset()
    return _HEDGED if any(node.has("vg") and node.has("hedge") for node in nodes) else frozenset()


def _stance(wanted: str | None, classes: frozenset[str]) -> Stance:
    if wanted:
        return wanted  # type: ignore[return-value]
    if "neg" in classes:
        return "denied"
    if "future" in classes or "modal" in classes:
        return "anticipated"
    return "hedged" if "hedge" in classes else "asserted"
