"""Of what kind a figure is.

- ``money``: an amount of a currency ("over $20 billion"), also by the day or year.
- ``percentage``: percent, percentage points, basis points, and shares ("more than a third").
- ``quantity``: a number with a unit of measure: area, distance, mass, time span.
- ``people``: how many persons ("approximately 7.7 million people").
- ``members``: how many belong to a body ("its 79 members"), or who is named as a new member.
- ``number``: how many of anything else ("123 countries").

Dates, years, ordinal numbers, printed numbers of paragraphs and resolutions, numbers in names and
"the two leaders", who are named and not counted, are no figures.
"""

from __future__ import annotations

import re
from typing import Literal, get_args

from corpus.errors import InputError

Kind = Literal["money", "percentage", "quantity", "people", "members", "number"]
KINDS: tuple[Kind, ...] = get_args(Kind)

PERSON_NOUNS = """
    adolescent adult adviser advisor asylum-seeker boy captive casualty child citizen civilian
    combatant constituent convict critic dead defector delegate deportee detainee diplomat
    displaced doctor driver educator elder employee engineer evacuee expert extremist family
    farmer fatality fighter firefighter foreigner girl guard hostage human immigrant individual
    infant inhabitant inmate investigator jihadist journalist judge laborer labourer lawyer
    leader life man manager migrant militant minor mother national native negotiator nurse
    observer officer official operative orphan parent parliamentarian patient peacekeeper
    pensioner people person personnel pilgrim pilot police policeman politician population
    prisoner professional protester recruit refugee relative researcher resident returnee sailor
    scholar scientist serviceman servicewoman settler soldier specialist staff student survivor
    suspect teacher terrorist tourist trainee trainer traveler traveller troop veteran victim
    villager visitor volunteer voter widow woman worker wounded youth
"""
PERSONS = frozenset(PERSON_NOUNS.split())
IRREGULAR = {"men": "man", "women": "woman", "children": "child", "lives": "life"}
BODIES_OF_PERSONS = """
    army board cabinet clan community council crew defence defense family force gang group
    household military militia parliament party police senate service staff team tribe union
    workforce youth
"""
HUMAN_MEMBERS = frozenset(BODIES_OF_PERSONS.split())
MEMBER = re.compile(
    r"(?:^|(\w+)[ -])(?:members?|member (?:states?|countries|nations|economies)|"
    r"(?:states|countries) parties|signatories)$",
    re.IGNORECASE,
)


def kind_named(name: str | None) -> Kind | None:
    """The kind of this name, None for none; raises InputError."""
    if not name:
        return None
    for kind in KINDS:
        if kind == name:
            return kind
    raise InputError(f"There are no figures of the kind {name[:40]!r}. Choose {', '.join(KINDS)}.")


def kind_of_counted(noun: str, *, nationals: bool) -> Kind:
    """The kind of a count by the noun that is counted, without what hangs on it by "of".

    ``nationals`` tells that the noun is the name of a people ("Syrians").
    """
    of_members = MEMBER.search(noun)
    last = re.split(r"[\s-]+", noun.casefold())[-1]
    if of_members:
        return "people" if (of_members[1] or "").casefold() in HUMAN_MEMBERS else "members"
    if nationals or _singular(last) in PERSONS:
        return "people"
    return "number"


def _singular(noun: str) -> str:
    if noun in IRREGULAR:
        return IRREGULAR[noun]
    if noun.endswith("ies"):
        return f"{noun[:-3]}y"
    return noun if noun in PERSONS else noun.removesuffix("s")
