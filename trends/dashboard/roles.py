"""Who a logged-in visitor is: the rules of the secrets' section [access], applied to what the provider says.

[access]
readers = ["@example.cn", "guest@example.org"]   # whole domains or single addresses
editors = ["chief@example.cn"]                   # may also label, import, correct, accept
hours = 12                                       # after which a login has to be renewed
tokens = { bureau = "<sha256 of the token>" }    # for programs: /data with Authorization: Bearer TOKEN
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from trends.archive.permission import Person

Refusal = Literal["unverified", "expired", "not_listed"]
HOUR = 3600
HOURS = 12.0  # a login lasts
SKEW = 300  # seconds a provider's clock may run ahead


@dataclass(frozen=True, slots=True)
class Rules:
    """Addresses (a@b.cn) and domains (@b.cn), lower case. tokens: name → SHA-256 of the token, hex."""

    readers: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    hours: float = HOURS
    tokens: Mapping[str, str] = field(default_factory=dict)


def rules_of(section: Mapping[str, Any]) -> Rules:
    """The rules a section states; one that states nobody lets nobody in."""
    return Rules(
        readers=_listed(section.get("readers", ())),
        editors=_listed(section.get("editors", ())),
        hours=float(section.get("hours", HOURS)),
        tokens={str(name): str(digest).lower() for name, digest in dict(section.get("tokens", {})).items()},
    )


def judged(claims: Mapping[str, Any], rules: Rules, now: float) -> Person | Refusal:
    """The person whom an identity provider's claims (email, email_verified, iat in seconds) describe,
    or why they are not let in. now: seconds since 1970."""
    address = _folded(str(claims.get("email") or ""))
    if address.count("@") != 1 or claims.get("email_verified") is False:
        return "unverified"
    since = claims.get("iat")
    if not isinstance(since, int | float) or not -SKEW <= now - since <= rules.hours * HOUR:
        return "expired"
    if _among(address, rules.editors):
        return Person(address, editor=True)
    return Person(address, editor=False) if _among(address, rules.readers) else "not_listed"


def token_person(token: str, rules: Rules) -> Person | None:
    """The program that holds this token, always a reader."""
    digest = hashlib.sha256(token.encode()).hexdigest()
    known = [name for name, kept in rules.tokens.items() if hmac.compare_digest(digest, kept)]
    return Person(f"token:{known[0]}", editor=False) if known else None


def _listed(entries: Any) -> tuple[str, ...]:
    given = [entries] if isinstance(entries, str) else list(entries)
    return tuple(_folded(str(entry)) for entry in given if "@" in str(entry))


def _among(address: str, entries: tuple[str, ...]) -> bool:
    return address in entries or "@" + address.split("@")[1] in entries


def _folded(address: str) -> str:
    """Small letters of A to Z alone: other signs that have a small letter among these (the sign for kelvin) are not it."""
    return "".join(c.lower() if c.isascii() else c for c in address.strip())
