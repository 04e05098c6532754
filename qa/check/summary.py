"""A check in figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import get_args

from qa.check.checked import (
    CheckedQuotation,
    CheckedSentence,
    QuotationVerdict,
    SentenceVerdict,
    Summary,
)
from qa.phrase import Verdict

QUOTATION_VERDICTS: tuple[QuotationVerdict, ...] = (*get_args(Verdict), "too short")
SENTENCE_VERDICTS: tuple[SentenceVerdict, ...] = get_args(SentenceVerdict)


def summary(
    quotations: Sequence[CheckedQuotation], sentences: Sequence[CheckedSentence]
) -> Summary:
    """How many there are of each verdict, those of which there is none included."""
    quoted = Counter(one.verdict for one in quotations)
    judged = Counter(one.verdict for one in sentences)
    return Summary(
        quotations={verdict: quoted[verdict] for verdict in QUOTATION_VERDICTS},
        misattributed=sum(one.is_misattributed for one in quotations),
        sentences={verdict: judged[verdict] for verdict in SENTENCE_VERDICTS},
        shares={
            verdict: round(judged[verdict] / max(1, len(sentences)), 3)
            for verdict in SENTENCE_VERDICTS
        },
    )
