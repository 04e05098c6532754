"""Who hosted or chaired a meeting: "hosted by X", "at the invitation of X and Y", "co-chaired by".

Where one host ends and the next begins is told by offices and commas alone: "Prime Minister and
Minister of Foreign Affairs N. N. and Secretary of State M. M." are two.
"""

from __future__ import annotations

import re

from corpus.described.words import DOCUMENT, MEETING, OFFICE, plain_words, word_set
from corpus.printed import dates_in

LONGEST_LIST_IN_WORDS = 60
JUNIOR = re.compile(r"\b(?:Jr|Sr)\.$")
PHRASE = re.compile(
    r"\b(?:(?:co-?)?(?:hosted|chaired|convened)(?:\s+jointly)?\s+by|jointly\s+hosted\s+by|presided\s+over\s+by"
    r"|at\s+the\s+(?:kind\s+)?invitation\s+of|under\s+the\s+chairmanship\s+of)\s+",
    re.IGNORECASE,
)
SMALL_WORDS = word_set(
    "of the and for de del della da do dos di du la le van von der den ter bin al el to"
)
STYLES = word_set("h.e his her honourable honorable")  # "H.E. N. N., Minister of …"
COMMA = re.compile(r",\s+(?!(?:Jr|Sr)\b)(?:and\s+)?")
JOINT = re.compile(rf"(\s+and\s+|{COMMA.pattern})")
ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)
HONORIFICS = word_set("h.e hon mr mrs ms dr prof sir dame lord his her")
# States whose name has an "and" in it.
WITH_AND = (
    "Antigua and Barbuda",
    "Bosnia and Herzegovina",
    "Saint Kitts and Nevis",
    "Saint Vincent and the Grenadines",
    "Sao Tome and Principe",
    "São Tomé and Príncipe",
    "Trinidad and Tobago",
)
SUBJECT = re.compile(r",\s+(?:the|we|our|who|which|and\s+the\s+\w+s\s+of)\b.*", re.DOTALL)


def hosts_in_line(line: str) -> tuple[str, ...]:
    """The hosts that a title line names, to its end or to a date."""
    phrase = PHRASE.search(line)
    if phrase is None:
        return ()
    named = line[phrase.end() :]
    dated = [one.start for one in dates_in(named)]
    return _each(_run(named[: dated[0]] if dated else named)[0])


def hosts_in_sentence(sentence: str) -> tuple[str, ...]:
    """The hosts that a sentence of running text names."""
    phrase = PHRASE.search(sentence)
    if phrase is None:
        return ()
    run, rest = _run(SUBJECT.sub(",", sentence[phrase.end() :]))
    introduces = not sentence[: phrase.start()].strip()
    if introduces and rest:  # the run goes on into the subject: "…, President B and C met"
        commas = list(COMMA.finditer(run))
        run = run if not commas else run[: commas[0].start()] if len(commas) == 1 else ""
    return _each(run)


def _run(text: str) -> tuple[str, str]:
    """The names a text begins with: capitals and small words; and what follows."""
    words = text.split()
    length = 0
    for at, word in enumerate(words):
        bare = word.lstrip("(“\"'")
        if not (bare[:1].isupper() or bare.strip(",") in SMALL_WORDS):
            break
        length = at + 1
        if word[-1] in ";:" or (word[-1] == "." and at + 1 == len(words)):
            break
    run = words[:length]
    while run and run[-1].strip(",") in SMALL_WORDS:
        run.pop()
    if run and not JUNIOR.search(run[-1]):
        run[-1] = run[-1].rstrip(".")
    return " ".join(run).rstrip(" ,;:"), " ".join(words[length:])


def _each(run: str) -> tuple[str, ...]:
    """The hosts in a list of them."""
    if not run or len(run.split()) > LONGEST_LIST_IN_WORDS:
        return ()
    parts = JOINT.split(run)
    hosts = [parts[0]]
    for joint, part in zip(parts[1::2], parts[2::2], strict=True):
        if _goes_on(hosts[-1], joint, part):
            hosts[-1] += joint + part
        else:
            hosts.append(part)
    named = [ARTICLE.sub("", " ".join(host.split())) for host in hosts]
    return tuple(host for host in named if _is_host(host))


def _goes_on(host: str, joint: str, part: str) -> bool:
    """Whether ``part`` is still about the same host."""
    if any(state.startswith(part) or state.endswith(part) for state in _halves(host, part)):
        return True
    office_before, office_after = _has_office(host), _has_office(part)
    if _begins_anew(part):
        return False
    if joint.strip() == ",":
        styled = _first_word(host) in STYLES and "," not in host
        return office_after and (styled or not office_before)
    last = plain_words(host)[-1:]
    return bool(OFFICE.intersection(last)) or (office_before and not office_after)


def _halves(host: str, part: str) -> list[str]:
    return [
        state
        for state in WITH_AND
        if host.endswith(state.partition(" and ")[0])
        and part.startswith(state.partition(" and ")[2])
    ]


def _has_office(text: str) -> bool:
    return not OFFICE.isdisjoint(plain_words(text))


def _begins_anew(part: str) -> bool:
    return ARTICLE.match(part) is not None or _first_word(part) in HONORIFICS


def _first_word(text: str) -> str:
    return ARTICLE.sub("", text).partition(" ")[0].strip(".").lower()


def _is_host(host: str) -> bool:
    return host[:1].isalpha() and not (DOCUMENT | MEETING).intersection(plain_words(host))
