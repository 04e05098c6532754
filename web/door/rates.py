"""How many requests an address may send: counted by the library limits, told in headers."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network
from threading import Lock
from time import time

from limits import RateLimitItem, parse_many
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.problems import Told

NOT_COUNTED = ("/static/", "/swagger/", "/healthz")
ONE_HOME = 64  # bits of an IPv6 address that a provider gives to one customer


@dataclass(frozen=True, slots=True)
class Charged:
    """Whether an address may go on, after how many seconds else, and the headers that say so."""

    allowed: bool
    wait: int
    headers: dict[str, str]


class Rates:
    """Counts the requests of each address; safe to share between threads."""

    def __init__(self, limit: str) -> None:
        """``limit`` such as 120/minute, or several: 10/second;1000/hour."""
        self._items: Sequence[RateLimitItem] = parse_many(limit)
        self._limiter = SlidingWindowCounterRateLimiter(MemoryStorage())
        self._lock = Lock()

    @property
    def told(self) -> str:
        """The limit in words."""
        return ", ".join(str(item) for item in self._items)

    @property
    def most(self) -> int:
        """How many requests can be counted at once."""
        return min(item.amount for item in self._items)

    def charge(self, request: Request, cost: int = 1) -> Charged:
        """Count so many requests against the address that sent this one; refused ones count not."""
        who = address_of(request)
        with self._lock:
            passed = [self._limiter.test(item, who, cost=cost) for item in self._items]
            if all(passed):
                passed = [self._limiter.hit(item, who, cost=cost) for item in self._items]
        stats = [self._limiter.get_window_stats(item, who) for item in self._items]
        waits = [max(1, math.ceil(one.reset_time - time())) for one in stats]
        names = [f'"{item.get_expiry()}s"' for item in self._items]
        policies = [
            f"{name};q={item.amount};w={item.get_expiry()}"
            for name, item in zip(names, self._items, strict=True)
        ]
        left = [
            f"{name};r={one.remaining};t={wait}"
            for name, one, wait in zip(names, stats, waits, strict=True)
        ]
        wait = max((w for w, ok in zip(waits, passed, strict=True) if not ok), default=0)
        headers = {"RateLimit-Policy": ", ".join(policies), "RateLimit": ", ".join(left)}
        return Charged(all(passed), wait, headers)


class RateLimit:
    """Refuses the requests of an address that sends too many."""

    def __init__(self, app: ASGIApp, told: Told, rates: Rates) -> None:
        """See the class."""
        self._app = app
        self._told = told
        self._rates = rates

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or scope["path"].startswith(NOT_COUNTED):
            await self._app(scope, receive, send)
            return
        charged = self._rates.charge(Request(scope))

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(charged.headers)
            await send(message)

        if charged.allowed:
            await self._app(scope, receive, answer)
            return
        response = self._told(Request(scope), 429, too_many(self._rates, charged))
        response.headers["Retry-After"] = str(charged.wait)
        await response(scope, receive, answer)


def too_many(rates: Rates, charged: Charged) -> str:
    """The sentence for whom has sent too many requests."""
    return f"Too many requests: {rates.told} are allowed. Try again in {charged.wait} s."


def address_of(request: Request) -> str:
    """The address that a request came from; of IPv6 addresses, the network of one customer.

    A socket that takes both kinds writes one of IPv4 as one of IPv6, ``::ffff:192.0.2.1``.
    """
    host = request.client.host if request.client else ""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        return str(address.ipv4_mapped)
    if isinstance(address, IPv6Address):
        return str(ip_network((address, ONE_HOME), strict=False))
    return str(address)
