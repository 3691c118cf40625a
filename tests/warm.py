"""Commands of a page without the wait: each is a fork of one process that has loaded what all of them load.

Run with the path of a socket it serves; `commands` gives a folder with a `corrobora` that asks it. What a process alone
can show, its imports and its start, is shown by the tests of the wheel, which run every command anew.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NoReturn

ROOT = Path(__file__).parents[1]
_WAIT_S = 300
_ASK = """#!{python} -IS
import json, os, socket, sys
with socket.socket(socket.AF_UNIX) as end:
    end.connect({path!r})
    asked = json.dumps([os.getcwd(), dict(os.environ), sys.argv[1:]]).encode()
    socket.send_fds(end, [len(asked).to_bytes(8, "big")], [0, 1, 2])
    end.sendall(asked)
    answer = b""
    while part := end.recv(16):
        answer += part
sys.exit(int(answer))
"""
_TEXTS = (
    "Two soldiers were killed near Gao on 3 May 2021, the army said.",
    "Deux soldats ont été tués près de Gao le 3 mai 2021, a déclaré l'armée.",
    "قتل جنديان قرب غاو في 3 مايو 2021، وفق الجيش.",
)


@contextmanager
def commands() -> Iterator[Path]:
    """Give a folder of commands to put before others."""
    with TemporaryDirectory(prefix="warm-") as folder:
        end = Path(folder) / "s"
        ask = Path(folder) / "corrobora"
        ask.write_text(_ASK.format(python=sys.executable, path=str(end)), encoding="utf-8")
        ask.chmod(0o755)
        env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])}
        command = [sys.executable, "-P", __file__, str(end)]  # not by -m, which would be what commands call themselves
        with subprocess.Popen(command, env=env, cwd=folder) as process:  # noqa: S603 - ours
            until = time.monotonic() + _WAIT_S
            while not end.exists():
                assert process.poll() is None
                assert time.monotonic() < until
                time.sleep(0.1)
            yield Path(folder)
            process.terminate()


def main(path: str) -> None:
    """Load what commands need, then fork for each that is asked for."""
    load()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # none is waited for
    with socket.socket(socket.AF_UNIX) as server:
        draft = f"{path}.new"
        server.bind(draft)
        server.listen()
        Path(draft).rename(path)
        while True:
            end, _ = server.accept()
            if not os.fork():
                server.close()
                serve(end)
            end.close()


def load() -> None:
    """Run what most commands run, in a folder of its own."""
    from corrobora.show.cli import app
    from corrobora.show.exits import guarded

    with TemporaryDirectory() as folder, Path(os.devnull).open("w") as none:
        texts = [Path(folder) / f"{number}.txt" for number in range(len(_TEXTS))]
        for file, text in zip(texts, _TEXTS, strict=True):
            file.write_text(text, encoding="utf-8")
        ledger = ["--ledger", f"{folder}/books.db"]
        for command in (["add", *map(str, texts), *ledger], ["incidents", *ledger], ["read", str(texts[0])]):
            with redirect_stdout(none), redirect_stderr(none):
                guarded(lambda command=command: app(command))  # type: ignore[misc]


def serve(end: socket.socket) -> NoReturn:
    """Run one command as if it had been started where it was asked for."""
    from corrobora.show.cli import main as run

    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    head, files, *_ = socket.recv_fds(end, 8, 3)
    asked = b""
    while len(asked) < int.from_bytes(head, "big"):
        asked += end.recv(1 << 16)
    folder, environ, words = json.loads(asked)
    for number, file in enumerate(files):
        os.dup2(file, number)
        os.close(file)
    sys.stdin, sys.stdout, sys.stderr = (
        open(number, mode, closefd=False)  # noqa: SIM115 - as Python opens them when it starts
        for number, mode in enumerate("rww")
    )
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environ)
    sys.argv = ["corrobora", *words]
    code = 1
    try:
        run()
    except SystemExit as stop:
        code = stop.code if isinstance(stop.code, int) else 0
        raise
    finally:
        with suppress(OSError):
            end.sendall(str(code).encode())  # it ends, for who asked, when this process does


if __name__ == "__main__":
    main(sys.argv[1])
