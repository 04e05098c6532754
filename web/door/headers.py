"""The headers of every answer, which keep a page to what its own server sent."""

from __future__ import annotations

from collections.abc import Mapping

ALWAYS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
OVER_HTTPS = {**ALWAYS, "Strict-Transport-Security": "max-age=31536000"}


def headers_for(scheme: str) -> Mapping[str, str]:
    """The headers of an answer to a request that came over ``http`` or ``https``."""
    return OVER_HTTPS if scheme == "https" else ALWAYS
