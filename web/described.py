"""How parameters that several addresses take are described."""

from __future__ import annotations

QUESTION = "The question"
DAY = "A day as 2021-06-28, or 2021-06, or 2021"
MEETING = "Id of a meeting, or how it begins; of several, any will do"
PLACE = "Only meetings at this place"
KIND = "Only meetings of this kind"
SET_ASIDE = "Words of the question that must not restrict it to meetings"
