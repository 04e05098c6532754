"""What a sentence does: it asks, it tells the program to do something, or it says something."""

from __future__ import annotations

import re

LEAD_IN = re.compile(
    r"""(?: \b(?: anyway | anyhow | hello | hi | hey | ok | okay | well | now | so | please | thanks
        | thank\ you | and | but | then | also | just | instead | good\ (?:morning|day|evening)
        | (?:system|assistant|user|human|ai) (?=\s*:) | (?:can|could|will|would)\ you
        )\b (?:\s+(?:there|all)\b)? [\s,!.:;–—-]* )+""",
    re.IGNORECASE | re.VERBOSE,
)
BEFORE = r"(?:(?:at|by|from|for|in|into|of|on|to|under|until|since|with|within|through|via)\s+)?"
QUESTION_WORD = r"(?:who|whom|whose|what|which|when|where|why|how)"
AUXILIARY = (
    r"(?:is|are|was|were|do|does|did|has|have|had|will|would|can|could|shall|should|may|might|must)"
)
REQUEST = (
    r"(?:tell|give|name|list|describe|explain|show|find|compare|quote|cite|state|identify|remind|"
    r"summari[sz]e|look up|let me know|i need|i wonder|i(?:'d| would) like|i want to know|"
    r"i(?:'m| am) looking for)"
)
ASKING = re.compile(
    rf"{BEFORE}{QUESTION_WORD}(?:['’]s)?\b|(?!do not\b){AUXILIARY}\s+\w|{REQUEST}\b", re.IGNORECASE
)
ENDS_ASKING = re.compile(r"[?？؟][\s\"'”’)!?？؟]*$")

# Verbs that no statement begins with; and others, that tell the program only with a cue, since a
# phrase of a document may begin with them ("act together against …").
COMMAND = re.compile(
    r"(?:ignore|forget|disregard|pretend|write|imagine|role-?play)(?![\w-])", re.IGNORECASE
)
PERHAPS_COMMAND = re.compile(
    r"(?:do not|don['’]t|never|always|act|answer|respond|reply|repeat|reveal|say|speak|talk|stop|"
    r"start|begin|follow|use|make|assume|translate|switch|become|behave|sing|draw|create|generate|"
    r"return|display|delete|skip|continue|be|print|output|compose|invent|override|bypass|execute|"
    r"obey)(?![\w-])",
    re.IGNORECASE,
)
TO_YOU = re.compile(
    r"you(?:['’]re| are)\s+(?:now|no longer|an?|my|going|free|\w*(?:gpt|bot|ai))\b|"
    r"you\s+(?:must|will|should|shall|have to|need to|(?:can|may) now)\b|from now on\b|"
    r"your\s+(?:task|job|role|new|instructions?)\b",
    re.IGNORECASE,
)
CUE = re.compile(
    r"\b(?:you|your|yourself|me|my|prompts?|instructions?|assistant|chatbot)\b", re.IGNORECASE
)
OF_THE_PROGRAM = re.compile(
    r"\b(?:system prompt|(?:previous|prior|above) instructions|"
    r"your (?:own )?(?:instructions|prompt|training|programming|guidelines|knowledge))\b",
    re.IGNORECASE,
)
CLAUSE = re.compile(r"(?P<mark>[,;:–—]|\s-|\b(?:and|then|but|instead))\s+", re.IGNORECASE)
OBJECT = re.compile(
    r"(?:answer|print|output|write|say|reply|respond|repeat)(?:\s+(?:me|to me|down|out|with))*\s+"
    r"(?=(?:who|whom|whose|when|where|which|how (?:many|much))\b)",
    re.IGNORECASE,
)


def without_lead_in(text: str) -> str:
    """A sentence without words such as "Anyway," and "Please" at its beginning."""
    lead_in = LEAD_IN.match(text)
    return text[lead_in.end() :] if lead_in else text


def asks(sentence: str) -> bool:
    """Whether a sentence asks: by its question mark, or as it begins."""
    return bool(ENDS_ASKING.search(sentence) or ASKING.match(without_lead_in(sentence)))


def commands(sentence: str, *, surely: bool) -> bool:
    """Whether a sentence begins by telling the program to do something.

    Where not ``surely``, a bare verb is enough: beside a question, it is hardly the beginning of
    a phrase from a document.
    """
    text = without_lead_in(sentence)
    if COMMAND.match(text) or TO_YOU.match(text):
        return True
    if PERHAPS_COMMAND.match(text):
        return not surely or bool(CUE.search(text) or OBJECT.match(text))
    return not asks(sentence) and bool(OF_THE_PROGRAM.search(text))


def question_within(sentence: str) -> str | None:
    """The question in a sentence that tells the program something first; None without one."""
    text = without_lead_in(sentence)
    if within := OBJECT.match(text):
        return text[within.end() :]
    stated = sentence.rstrip().endswith((".", "!"))
    for boundary in CLAUSE.finditer(text):
        clause = without_lead_in(text[boundary.end() :])
        asked = re.match(rf"{REQUEST}\b", clause, re.IGNORECASE)
        if asked or (ASKING.match(clause) and (boundary["mark"] in ";:–—" or not stated)):
            return clause
    return None
