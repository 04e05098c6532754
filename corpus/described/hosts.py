"""Who hosted or chaired a meeting: "hosted by X", "at the invitation of X and Y", "co-chaired by".

Where one host ends and the next begins is told by offices and commas alone: "Prime Minister and
Minister of Foreign Affairs N. N. and Secretary of State M. M." are two.
"""

from __future__ import annotations

import re

from corpus.described.words import DOCUMENT, MEETING, OFFICE, plain_words

PHRASE = re.compile(
    r"\b(?:(?:co-?)?(?:hosted|chaired|convened)(?:\s+jointly)?\s+by|jointly\s+hosted\s+by|presided\s+over\s+by"
    r"|at\s+the\s+(?:kind\s+)?invitation\s+of|under\s+the\s+chairmanship\s+of)\s+",
    re.IGNORECASE,
)
SMALL_WORDS = frozenset(
    "of the and for de del della da do dos di du la le van von der den ter bin al el to".split()
)
STYLES = frozenset("h.e his her honourable honorable".split())  # "H.E. N. N., Minister of …"
HONORIFICS = frozenset("h.e hon mr mrs ms dr prof sir dame lord his her the".split())
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
    """The hosts that a title line names, to the end of the line."""
    phrase = PHRASE.search(line)
    if phrase is None:
        return ()
    return _each(_run(line[phrase.end() :])[0])


def hosts_in_sentence(sentence: str) -> tuple[str, ...]:
    """The hosts that a sentence of running text names."""
    phrase = PHRASE.search(sentence)
    if phrase is None:
        return ()
    run, rest = _run(SUBJECT.sub(",", sentence[phrase.end() :]))
    introduces = not sentence[: phrase.start()].strip()
    if introduces and rest and "," in run:  # the run went on into the subject of the sentence
        run = run.rpartition(",")[0]
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
    return " ".join(run).rstrip(" ,;:."), " ".join(words[length:])


def _each(run: str) -> tuple[str, ...]:
    """The hosts in a list of them."""
    if not run or len(run.split()) > 60:
        return ()
    parts = re.split(r"(\s+and\s+|,\s+(?:and\s+)?)", run)
    hosts = [parts[0]]
    for joint, part in zip(parts[1::2], parts[2::2], strict=True):
        if _goes_on(hosts[-1], joint, part):
            hosts[-1] += joint + part
        else:
            hosts.append(part)
    named = [re.sub(r"^the\s+", "", " ".join(host.split()), flags=re.IGNORECASE) for host in hosts]
    return tuple(host for host in named if _is_host(host))


def _goes_on(host: str, joint: str, part: str) -> bool:
    """Whether ``part`` is still about the same host."""
    if any(state.startswith(part) or state.endswith(part) for state in _halves(host, part)):
        return True
    office_before, office_after = _has_office(host), _has_office(part)
    if _begins_anew(part):
        return False
    if joint.strip() == ",":
        styled = host.split()[0].strip(".").lower() in STYLES and "," not in host
        return office_after and (styled or not office_before)
    last = plain_words(host)[-1:]
    return bool(OFFICE.intersection(last)) or (office_before and not office_after)


def _halves(host: str, part: str) -> list[str]:
    return [
        state
        for state in WITH_AND
        if host.endswith(state.partition(" and ")[0]) and part.startswith(state.partition(" and ")[2])
    ]


def _has_office(text: str) -> bool:
    return not OFFICE.isdisjoint(plain_words(text))


def _begins_anew(part: str) -> bool:
    return part.split()[0].strip(".").lower() in HONORIFICS


def _is_host(host: str) -> bool:
    return host[:1].isalpha() and not (DOCUMENT | MEETING).intersection(plain_words(host))
