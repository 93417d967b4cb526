"""One window for one workspace: a second start rings at the first, and hears who is there since when."""

from __future__ import annotations

import hashlib
import os
import socket
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

PATIENCE_MS = 2000
LONGEST = 100


def bell_of(path: Path) -> str:
    """The name under which the window over a workspace can be called; no other user's can be."""
    user = str(os.getuid()) if hasattr(os, "getuid") else os.environ.get("USERNAME", "")
    told = f"{user}:{path.absolute().resolve()}"
    return "mcr-desktop-" + hashlib.sha256(told.encode()).hexdigest()[:24]


def ring(path: Path, wish: str) -> str | None:
    """Tell the window over this workspace a wish; returns its answer, None when nobody is there."""
    line = QLocalSocket()
    line.connectToServer(bell_of(path))
    if not line.waitForConnected(PATIENCE_MS):
        return None
    line.write(wish.encode() + b"\n")
    line.waitForBytesWritten(PATIENCE_MS)
    if not line.waitForReadyRead(PATIENCE_MS):
        return None
    return bytes(line.readAll().data()).decode("utf-8", "replace").strip()


class Doorbell(QObject):
    """Listens for second starts."""

    rung = Signal(str)
    """The wish: "capture" or "show"."""

    def __init__(self, path: Path, since: datetime, parent: QObject | None = None) -> None:
        super().__init__(parent)
        local = since.astimezone()
        self._answer = (
            f"{path.name} is open in another MCR Desktop on {socket.gethostname()} (process {os.getpid()}) "
            f"since {local:%d %B %Y, %H:%M}."
        )
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        # What a killed process left behind would keep the name; whoever owns the file may take it.
        QLocalServer.removeServer(bell_of(path))
        self._server.listen(bell_of(path))
        self._server.newConnection.connect(self._open)

    def close(self) -> None:
        """Be called no more."""
        self._server.close()

    def _open(self) -> None:
        caller = self._server.nextPendingConnection()
        if caller is not None:
            caller.readyRead.connect(lambda: self._hear(caller))
            caller.disconnected.connect(caller.deleteLater)

    def _hear(self, caller: QLocalSocket) -> None:
        wish = bytes(caller.read(LONGEST).data()).decode("utf-8", "replace").strip()
        caller.write(self._answer.encode())
        caller.flush()
        if wish in ("capture", "show"):
            self.rung.emit(wish)
