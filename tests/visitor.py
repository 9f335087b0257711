"""A reader without a browser: Streamlit's own messages over its WebSocket."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from types import TracebackType

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.util import calc_hash
from websockets.sync.client import ClientConnection, connect

MIB = 1 << 20


@dataclass
class Drawn:
    """What one run of the script sent: texts of the page, exceptions, bytes over the wire."""

    texts: list[str] = field(default_factory=list)
    buttons: dict[str, str] = field(default_factory=dict)  # label → widget id
    faults: list[str] = field(default_factory=list)
    size: int = 0
    html: int = 0  # texts that the browser would take for HTML
    login: str = ""  # where the script sends the browser to log in

    @property
    def text(self) -> str:
        return "\n".join(self.texts)


class Visitor:
    """One open tab on `host:port`."""

    def __init__(self, port: int, *, host: str = "localhost", cookie: str = "", origin: str = "") -> None:
        headers = {"Cookie": cookie} if cookie else {}
        token = re.findall(r"_streamlit_xsrf=([^;]+)", cookie)  # a login counts only with its XSRF token
        self._socket: ClientConnection = connect(
            f"ws://{host}:{port}/_stcore/stream",
            subprotocols=["streamlit", *token],  # type: ignore[list-item]
            additional_headers=headers,
            origin=origin or f"http://{host}:{port}",  # type: ignore[arg-type]
            max_size=64 * MIB,
            open_timeout=60,
            proxy=None,
        )

    def __enter__(self) -> Visitor:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._socket.close()

    def open(self, page: str = "overview", query: str = "", press: str = "", wait: float = 120) -> Drawn:
        """The page as a link opens it; press: the id of a button that is clicked."""
        message = BackMsg()
        message.rerun_script.query_string = query
        message.rerun_script.page_script_hash = calc_hash(page) if page != "overview" else ""
        if press:
            state = message.rerun_script.widget_states.widgets.add()
            state.id, state.trigger_value = press, True
        self.send(message.SerializeToString())
        return self._drawn(wait)

    def send(self, message: bytes) -> None:
        self._socket.send(message)

    def _drawn(self, wait: float) -> Drawn:
        drawn = Drawn()
        for message, size in self._messages(wait):
            drawn.size += size
            kind = message.WhichOneof("type")
            if kind == "delta":
                _note(drawn, message)
            elif kind == "auth_redirect":
                drawn.login = message.auth_redirect.url
            elif kind == "script_finished" and message.script_finished in (
                ForwardMsg.FINISHED_SUCCESSFULLY,
                ForwardMsg.FINISHED_WITH_COMPILE_ERROR,
            ):
                break
        return drawn

    def _messages(self, wait: float) -> Iterator[tuple[ForwardMsg, int]]:
        while True:
            data = self._socket.recv(timeout=wait)
            message = ForwardMsg()
            message.ParseFromString(bytes(data))  # type: ignore[arg-type]
            yield message, len(data)


def _note(drawn: Drawn, message: ForwardMsg) -> None:
    element = message.delta.new_element
    kind = element.WhichOneof("type")
    if kind == "markdown":
        drawn.html += element.markdown.allow_html
        drawn.texts.append(element.markdown.body)
    elif kind == "alert":
        drawn.texts.append(element.alert.body)
    elif kind == "button":
        drawn.buttons[element.button.label] = element.button.id
    elif kind == "exception":
        drawn.faults.append(f"{element.exception.type}: {element.exception.message}")
