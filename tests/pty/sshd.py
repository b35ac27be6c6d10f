"""A real sshd on the loopback address, with a configuration and keys of its own."""

from __future__ import annotations

import getpass
import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tests.pty.line import SlowTerminal
from tests.pty.terminal import DEADLINE, ROOT

if TYPE_CHECKING:
    from types import TracebackType

SSHD = shutil.which("sshd") or next(filter(os.path.exists, ("/usr/sbin/sshd",)), None)
TOOLS = ("ssh", "ssh-keygen")


def why_not() -> str:
    """Why there is no sshd to try, or nothing."""
    if sys.platform == "win32":
        return "there are no ptys"
    if SSHD is None:
        return "no sshd is installed"
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    return f"{', '.join(missing)} is not installed" if missing else ""


class Server:
    """An sshd that takes one key, and only from this machine.

    Args:
        folder: where its keys and its configuration are: nobody else may write there.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.chmod(0o700)
        for name in ("host", "user"):
            keygen = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)]
            subprocess.run(keygen, check=True)
        shutil.copy(folder / "user.pub", folder / "authorized_keys")
        with socket.socket() as found:
            found.bind(("127.0.0.1", 0))
            self.port = found.getsockname()[1]
        (folder / "config").write_text(
            f"Port {self.port}\nListenAddress 127.0.0.1\nHostKey {folder}/host\n"
            f"AuthorizedKeysFile {folder}/authorized_keys\nPidFile none\nStrictModes no\n"
            "PasswordAuthentication no\nKbdInteractiveAuthentication no\nPermitRootLogin yes\n"
            "AcceptEnv LANG\nPrintMotd no\nPrintLastLog no\n"
        )
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Server:
        assert SSHD is not None
        if os.geteuid() == 0:
            Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)  # where sshd gives up its rights
        self._process = subprocess.Popen(
            [SSHD, "-D", "-e", "-f", str(self.folder / "config")],
            stdin=subprocess.DEVNULL,
            stderr=(self.folder / "log").open("wb"),
        )
        end = time.monotonic() + DEADLINE
        while time.monotonic() < end:
            with socket.socket() as trial:
                if trial.connect_ex(("127.0.0.1", self.port)) == 0:
                    return self
            assert self._process.poll() is None, (self.folder / "log").read_text()
            time.sleep(0.05)
        raise AssertionError("sshd does not listen")

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait()

    def ssh(self, command: str, *options: str) -> list[str]:
        """The words that run a command there."""
        known = ["-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null"]
        alone = ["-F", "none", "-i", str(self.folder / "user"), "-o", "IdentitiesOnly=yes"]
        quiet = ["-o", "LogLevel=ERROR", "-o", "IdentityAgent=none", "-e", "none"]
        whom = f"{getpass.getuser()}@127.0.0.1"
        port = ["-p", str(self.port)]
        return ["ssh", *alone, *known, *quiet, *port, *options, whom, command]

    def explorer(self, home: Path, *arguments: str, before: str = "") -> str:
        """The command that opens the explorer there, with a home of the test's own.

        Args:
            home: where it finds no configuration.
            arguments: of the explorer.
            before: variables, and programs that it is run by.
        """
        folders = " ".join(
            f"{name}={home}" for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME")
        )
        given = " ".join(arguments)
        return (
            f"cd {ROOT} && exec env {folders} XDG_STATE_HOME={home}/state {before} "
            f"{sys.executable} -m ici_tui {given}"
        )


class Relay(SlowTerminal):
    """A terminal at this end of ssh; the line is ssh's own, or a slow one between the two.

    Args:
        words: what is run here.
        home: of the client.
        delay: seconds each way.
        rate: bytes a second each way.
    """

    def __init__(
        self,
        words: list[str],
        home: Path,
        *,
        delay: float = 0.0,
        rate: float = 10e6,
        size: tuple[int, int] = (120, 40),
    ) -> None:
        super().__init__(
            home=home, size=size, delay=delay, rate=rate, env={"COLORTERM": None}, command=words
        )
