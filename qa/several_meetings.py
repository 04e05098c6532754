"""Whether a question is about several meetings, and what it wants to know of each."""

from __future__ import annotations

import re

DOCUMENT = r"(?:meeting|statement|communiqu[eé]|declaration|document|text|summit|session|minute)"
SPEAKS = (
    r"(?:do|does|did|is|are|was|were|has|have|had|i|we|you|it|find|found|contains?|comes?|came|up"
    r"|mention(?:s|ed)?|refer(?:s|red)?|to|discuss(?:es|ed)?|speaks?|spoke|of|talk(?:s|ed)?|about"
    r"|say|says|said|address(?:es|ed)?|raise[sd]?|warn(?:s|ed)?|note[sd]?|cite[sd]?|that)"
)
CHANGES = r"(?:change|evolve|develop|differ|shift|vary|varie)(?:[ds]|ed)?"
THE = r"(?:the|these|those)"
EACH = rf"(?:each|every|all|any|both|one)(?: of)?(?: {THE})? (?:\w+ )?{DOCUMENT}s?"
NEXT = rf"(?: to (?:the next|another|{DOCUMENT}))?"
ASKS_EVERY = (
    rf"\b(?:which|what) (?:of {THE} )?(?:\w+ )?{DOCUMENT}s\b",
    rf"\bwhich of (?:these|those|them) (?:is|are|was|were)\b.*\b{DOCUMENT}s\b",
    rf"\b(?:each|every|all|any) (?:of )?(?:the )?(?:\w+ )?{DOCUMENT}s?\b",
    rf"\b{DOCUMENT}s? (?:by|to|after) (?:the next |another )?{DOCUMENT}\b",
    rf"\bfrom (?:one )?{DOCUMENT} to (?:the next|another|{DOCUMENT})\b",
    rf"\b(?:do|did|does|have|in|across|between|as far as) {THE} (?:\w+ )?{DOCUMENT}s\b",
    r"\bwhere (?:is|are|was|were)\b.*\b(?:mentioned|spoken of|discussed|referred to|brought up)\b",
    r"\beach time\b",
    rf"\bhow (?:did|has|have|does)\b.*\b{CHANGES}\b",
    r"\bover (?:the years|time)\b",
    r"^\W*compare\b",
    r"\bdifference between\b",
)
SAY = r"(?:says?|said|announced?)\b"
FRAMES = (
    rf"\bwhat (?:did|do|does|have|has) (?:\w+ ){{1,4}}?{SAY}(?:,? (?:about|on))?",
    rf"\b(?:in |at |of )?(?:which|what) (?:of {THE} )?(?:\w+ )?{DOCUMENT}s?(?: {SPEAKS})*\b",
    rf"\b(?:according )?(?:in |at |from |for |to |across |of |by )?{EACH}\b{NEXT}",
    rf"\b(?:from )?{DOCUMENT}s? (?:by|to|after) {DOCUMENT}s?\b",
    rf"\bas far as (?:the )?{DOCUMENT}s? (?:tell|say|show)\w*(?: us)?\b",
    rf"\bhow (?:do|did|have) (?:the )?{DOCUMENT}s? (?:put|phrase|express|describe)\b",
    r"\bwhat (?:was|is|were|has been|have been) said\b(?: (?:about|on|of))?(?: (?:it|that|this))?",
    r"\bhow (?:did|does|do|has|have|had)\b",
    rf"\b{CHANGES}\b",
    r"\bwhere (?:is|are|was|were)\b|\b(?:mentioned|spoken of|discussed|referred to|brought up)\b",
    r"\bover (?:the years|time)\b",
    r"^\W*compare\b",
    r"\band later(?: on)?\b",
)


def asks_every(text: str) -> bool:
    """Whether a question wants to know of each meeting, and not of one."""
    return any(re.search(pattern, text, re.IGNORECASE) for pattern in ASKS_EVERY)


def topic_of_each(text: str) -> str:
    """What a question about several meetings is about: "NATO" of "Which meetings mention NATO?"."""
    topic = text
    for frame in FRAMES:
        topic = re.sub(frame, " ", topic, flags=re.IGNORECASE)
    return " ".join(topic.split()).strip(" ,.;:?!–—-")
