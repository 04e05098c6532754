"""What is done for every request before a handler sees it, and for every answer after."""

from web.door.answering import Answering
from web.door.bodies import Bodies, Patience
from web.door.entity_tags import EntityTags
from web.door.rates import RateLimit, Rates
from web.door.twins import TWINS, Twin, Twins

__all__ = [
    "TWINS",
    "Answering",
    "Bodies",
    "EntityTags",
    "Patience",
    "RateLimit",
    "Rates",
    "Twin",
    "Twins",
]
