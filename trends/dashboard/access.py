"""Who is at the screen, and whether the screen opens for them.

- Nothing said: the person at this machine, and nobody else.
- TRENDS_READ_ONLY=1, or an address to listen at: everybody who reaches it, as a reader.
- [auth] in the secrets: whom [access] lists, after a login with OpenID Connect.
"""

from __future__ import annotations

import ipaddress
import json
import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import streamlit as st
from starlette.requests import HTTPConnection
from streamlit.auth_util import get_cookie_with_chunks
from streamlit.errors import StreamlitSecretNotFoundError
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from trends.archive.permission import FORWARDED, Person, judged_by, read_only
from trends.dashboard.roles import Refusal, Rules, judged, rules_of, token_person
from trends.dashboard.sentences import escaped, say
from trends.dashboard.sessions import revoke, revoked
from trends.journal import note, open_journal

ADMITTED = "admitted"  # what was last noted of this session


def admitted() -> bool:
    """Whether the page may be drawn for who is here; says what to do when it may not."""
    open_journal(stderr=True)
    judged_by(person)
    if not login_wanted():
        if _here() or hosted():
            return True
        _noted("elsewhere", "refused")
        _explained("access_local", "access_local_text")
        return False
    if not st.user.is_logged_in:
        st.session_state.pop(ADMITTED, None)
        _explained("access_login", "access_login_text")
        st.button(say("login"), on_click=st.login, type="primary", key="login")
        return False
    verdict = _verdict()
    address = str(st.user.get("email") or "?")
    _noted(address, "done" if isinstance(verdict, Person) else verdict)
    if isinstance(verdict, Person):
        return True
    _explained(f"access_{verdict}", f"access_{verdict}_text", address=escaped(address))
    again = verdict == "expired"
    st.button(
        say("login" if again else "logout"), on_click=st.login if again else st.logout, key="login_again"
    )
    return False


def person() -> Person:
    """Who asks, for the archive's guard. Outside a script's run the program itself asks."""
    if get_script_run_ctx(suppress_warning=True) is None:
        return Person()
    if login_wanted():
        verdict = _verdict() if st.user.is_logged_in else "not_listed"
        return verdict if isinstance(verdict, Person) else Person("nobody", editor=False)
    return Person() if _here() and not hosted() else Person("visitor", editor=False)


def visitor(request: HTTPConnection) -> Person | None:
    """Who asks over HTTP, by the same rules: the screen's own login, or a program's token."""
    if not login_wanted():
        local = is_local(request.client.host if request.client else "", request.headers)
        return Person("visitor", editor=False) if local or hosted() else None
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return token_person(token.strip(), rules())

    claims = claims_of(request)
    verdict = judged(claims, rules(), time.time()) if claims and not revoked(claims) else None
    return verdict if isinstance(verdict, Person) else None


def claims_of(request: HTTPConnection) -> dict[str, Any] | None:
    """What the provider said of who sends the login's cookie; None without one, or for a forged one."""

    def signed(name: str) -> bytes | None:
        value = request.cookies.get(name, "")
        return decode_signed_value(get_cookie_secret(), name, value.encode("latin-1", "replace"))

    cookie = get_cookie_with_chunks(signed, USER_COOKIE_NAME)
    found = json.loads(cookie) if cookie else None
    return found if isinstance(found, dict) else None


def logout_claims(scope: Mapping[str, Any]) -> dict[str, Any] | None:
    """The same for a request to log out, of a server with logins."""
    return claims_of(HTTPConnection(dict(scope))) if login_wanted() else None


def may_upload(scope: Mapping[str, Any]) -> bool:
    """Whether who sends a request may change the archive, by the rules of the screen."""
    request = HTTPConnection(dict(scope))
    if read_only():
        return False
    if not login_wanted():
        return is_here(scope) and not hosted()
    claims = claims_of(request)
    verdict = judged(claims, rules(), time.time()) if claims and not revoked(claims) else None
    return isinstance(verdict, Person) and verdict.editor


def is_here(scope: Mapping[str, Any]) -> bool:
    """Whether a request comes from this machine and from no proxy on it."""
    request = HTTPConnection(dict(scope))
    return is_local(request.client.host if request.client else "", request.headers)


def leaving() -> None:
    """A button below the bar that ends the login, where there are logins."""
    if login_wanted():
        st.sidebar.button(
            say("logout"),
            help=account(),
            on_click=_leave,
            type="tertiary",
            icon=":material/logout:",
            key="leave",
        )


def _leave() -> None:
    try:
        revoke(st.user.to_dict())
    finally:
        note("logout", by=account())
        st.logout()


def account() -> str:
    """The address of who is logged in, "" without logins."""
    return person().name if login_wanted() else ""


def rules() -> Rules:
    return rules_of(_secret("access"))


def login_wanted() -> bool:
    """Whether the secrets name an identity provider."""
    return bool(_secret("auth"))


def hosted() -> bool:
    """Whether somebody decided that others may read: read-only, or an address that others reach."""
    address = str(st.get_option("server.address") or "")
    return read_only() or (address != "" and not is_loopback(address))


def _here() -> bool:
    """Whether this session's visitor sits at this machine. Every connection has headers; a session
    without any has no connection and runs inside the program itself (a test of the screen)."""
    headers = st.context.headers.to_dict()
    return not headers or is_local(st.context.ip_address or "127.0.0.1", headers)


def is_local(peer: str, headers: Mapping[str, str]) -> bool:
    """Whether a connection comes from this machine and from no proxy on it: a loopback peer that asked
    for a loopback name (not a name of elsewhere that was bent to here)."""
    told = {name.lower(): value for name, value in headers.items()}
    asked = urlsplit(f"//{told.get('host', 'localhost')}").hostname or ""
    return is_loopback(peer) and is_loopback(asked) and not any(name in told for name in FORWARDED)


def is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    # A server that listens for both kinds of addresses sees 127.0.0.1 as ::ffff:127.0.0.1
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return (mapped or address).is_loopback


def _verdict() -> Person | Refusal:
    claims = st.user.to_dict()
    return "expired" if revoked(claims) else judged(claims, rules(), time.time())


def _secret(section: str) -> Mapping[str, Any]:
    try:
        found = st.secrets.get(section, {})
    except StreamlitSecretNotFoundError:
        return {}
    return found if isinstance(found, Mapping) else {}


def _noted(who: str, outcome: str) -> None:
    """One line in the log each time the answer changes for this session."""
    if st.session_state.get(ADMITTED) != (who, outcome):
        st.session_state[ADMITTED] = (who, outcome)
        note("login", by=who, outcome=outcome)


def _explained(title: str, text: str, **values: str) -> None:
    st.session_state["lang"] = st.query_params.get("lang", "zh")
    st.markdown(f"# {say(title)}")
    st.markdown(say(text, **values))
