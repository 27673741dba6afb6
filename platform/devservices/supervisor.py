"""Keeps the product's processes alive, and ends every one of them when it is told to stop."""

import os
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from .progress import say

Start = Callable[[], "subprocess.Popen[bytes]"]
STEADY_SECONDS = 30
LONGEST_PAUSE = 15


@dataclass
class Child:
    """One process: how it is started, and how it is told to end."""

    name: str
    start: Start
    stop_signal: int = signal.SIGTERM
    process: "subprocess.Popen[bytes] | None" = None
    started_at: float = 0
    failures: int = 0
    retry_at: float = 0

    def run(self) -> None:
        self.process = self.start()
        self.started_at = time.monotonic()

    def alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def end(self, patience: float = 15) -> None:
        if not self.alive() or self.process is None:
            return
        self.process.send_signal(self.stop_signal)
        try:
            self.process.wait(patience)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(5)


@dataclass
class Supervisor:
    """Children in the order they were started; they are ended in the reverse order."""

    on_change: Callable[[dict[str, int]], None] = lambda pids: None
    children: list[Child] = field(default_factory=list)
    stopping: bool = False

    def add(self, child: Child) -> None:
        self.children.append(child)
        child.run()
        self._report()

    def watch(self) -> None:
        """Returns when a signal asked us to stop. A dead child is started again, later and later."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._asked_to_stop)
        self.tend()

    def tend(self) -> None:
        """Start dead children again until `stopping` is set; without signals, so any thread may do it."""
        while not self.stopping:
            self.look_once()
            time.sleep(0.2)

    def look_once(self) -> None:
        for child in self.children:
            if not child.alive() and not self.stopping:
                self._revive(child)

    def end_all(self) -> None:
        self.stopping = True  # whoever tends us must not start them again
        for child in reversed(self.children):
            child.end()
        self._report()

    def _asked_to_stop(self, *_: object) -> None:
        self.stopping = True

    def _revive(self, child: Child) -> None:
        now = time.monotonic()
        if not child.retry_at:
            steady = now - child.started_at > STEADY_SECONDS
            child.failures = 0 if steady else child.failures + 1
            child.retry_at = now + min(LONGEST_PAUSE, 0.2 * 2**child.failures)
            say(f"  {child.name} ended; starting it again")
        if now < child.retry_at:
            return
        child.retry_at = 0
        try:
            child.run()
        except Exception as error:  # it stays on the list and is tried again
            say(f"  {child.name}: {error}")
            child.started_at = now
        self._report()

    def _report(self) -> None:
        self.on_change({c.name: c.process.pid for c in self.children if c.process and c.alive()})


def spawn(command: list[str], *, env: dict[str, str], cwd: Path, log: Path) -> Start:
    """How to start a command in a process group of its own, with its output in a file."""

    def start() -> "subprocess.Popen[bytes]":
        with log.open("ab") as output:
            return subprocess.Popen(
                command, env=env, cwd=cwd, stdout=output, stderr=output,
                stdin=subprocess.DEVNULL, start_new_session=True,
            )  # fmt: skip

    return start
