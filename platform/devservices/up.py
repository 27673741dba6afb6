"""./mall up: from a bare checkout to a running platform with three demo shops; again in seconds."""

import fcntl
import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO

from .layout import ROOT, DataFolder, port_taken, product_variables
from .postgres import ServiceFailed
from .progress import say, step
from .stack import Stack, migrations_changed, stamp_done, static_files_changed
from .toolchain import install_frontend_packages

# a crash while tables are made loses work that the next run does again, so each need not reach the disk
QUICK = {"MALL_DATABASE_OPTIONS": "-c synchronous_commit=off"}


def up(*, port: int, data: Path, demo: bool) -> int:
    folder = DataFolder(data.resolve())
    folder.prepare()
    lock = _lock(folder)
    if lock is None:
        return _already_running(folder)
    _end_leftovers(folder)
    for number in (port, port + 1):
        if port_taken(number):
            say(
                f"Port {number} is in use (the web needs {port}, the demo payment page {port + 1})."
            )
            say(f"Choose another: ./mall up --port {port + 1000}")
            return 1
    stack = Stack(folder, port=port)
    stack.supervisor.on_change = lambda pids: folder.write_state(
        {
            "supervisor": os.getpid(),
            "port": port,
            "children": pids,
            "env": product_variables(stack.env),
        }
    )
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        _start(stack, demo=demo)
        stack.supervisor.watch()
        say("Stopping ...")
    except KeyboardInterrupt:
        say("Stopping ...")
    except ServiceFailed as error:
        say(f"\n{error}")
        return 1
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        stack.stop()
        folder.state_file.unlink(missing_ok=True)
    say("Stopped. The data stays in " + str(folder.path))
    return 0


def _start(stack: Stack, *, demo: bool) -> None:
    started = time.monotonic()
    with step("Front-end packages"):
        install_frontend_packages()
    stack.start_services()
    # two minutes of drawing, once; the other core makes tables meanwhile
    with ThreadPoolExecutor(1) as beside:
        drawing = beside.submit(stack.manage, "draw_samples")
        prepare_database(stack)
        _collect_static(stack)
        with step("Pictures of the sample goods"):
            drawing.result()
    with step("Web, worker, beat and demo payment gateway"):
        stack.start_product()
    accounts = None
    if demo:
        with step("Three demo shops and their three months"):
            accounts = stack.manage_json("seed_demo", **QUICK)
    _table(stack, accounts, time.monotonic() - started)


def _collect_static(stack: Stack) -> None:
    if static_files_changed(stack):
        with step("Static files"):
            stack.manage("collectstatic", "--noinput", "--clear", "-v", "0")
        stamp_done(stack, "static")


def prepare_database(stack: Stack) -> None:
    """Translations compiled, every schema up to date, the template of new shops made. Quick when nothing changed."""
    stack.manage("compile_translations")
    if not migrations_changed(stack):
        return
    with step("Database tables"):
        stack.manage("migrate_schemas", "--shared", "-v", "0", **QUICK)
    whole = _upgrade_shops(stack)
    with step("Template for new shops"):
        stack.manage("prepare_template", **QUICK)
    if whole:
        stamp_done(stack, "migrations")


def _upgrade_shops(stack: Stack) -> bool:
    """A shop that can't be upgraded keeps nobody from starting: it is named, and tried again next time."""
    try:
        with step("Shops of this data folder"):
            stack.manage("upgrade_shops", "--shops-only", "--canaries", "0", **QUICK)
    except ServiceFailed as error:
        say(str(error))
        return False
    return True


def down(data: Path) -> int:
    """Stops what ./mall up started in this data folder, and what a killed launcher left behind."""
    folder = DataFolder(data.resolve())
    state = folder.read_state()
    supervisor = int(state.get("supervisor", 0))
    if supervisor and _is_ours(supervisor, "devservices"):
        os.kill(supervisor, signal.SIGTERM)
        for _ in range(400):
            if not _is_ours(supervisor, "devservices"):
                say("Stopped.")
                return 0
            time.sleep(0.1)
    if not _end_leftovers(folder):
        say("Nothing is running.")
    return 0


def _end_leftovers(folder: DataFolder) -> bool:
    """Children whose launcher was killed: ended by the pids it wrote down, if they are still what they were."""
    children = folder.read_state().get("children", {})
    marks = {"postgres": "postgres", "redis": "redis-server"}
    found = {n: p for n, p in children.items() if _is_ours(p, marks.get(n, str(ROOT)))}
    for name, pid in found.items():
        say(f"  ending {name} left by an earlier run (process {pid})")
        _end(pid, signal.SIGINT if name == "postgres" else signal.SIGTERM)
    folder.state_file.unlink(missing_ok=True)
    return bool(found)


def _end(pid: int, number: int) -> None:
    try:
        os.kill(pid, number)
        for _ in range(150):
            os.kill(pid, 0)
            time.sleep(0.1)
        os.killpg(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def _is_ours(pid: int, *marks: str) -> bool:
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z" and any(mark in command for mark in marks)


def _lock(folder: DataFolder) -> IO[str] | None:
    """Held while we run; the kernel lets go of it however we end, so it can't go stale."""
    file = (folder.path / "run" / "lock").open("w")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return None
    os.set_inheritable(file.fileno(), False)
    return file


def _already_running(folder: DataFolder) -> int:
    port = folder.read_state().get("port", "?")
    say(f"Already running with this data folder, on port {port}. Stop it with ./mall down,")
    say("or start a second one with --data DIR --port N.")
    return 1


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def _table(stack: Stack, accounts: dict | None, seconds: float) -> None:
    base = f"http://mall.localhost:{stack.port}"
    rows = [("Platform", base), ("Mail and SMS box", f"{base}/mailbox/")]
    for entry in (accounts or {}).get("shops", []):
        rows += [(entry["name"], entry["shop_url"]), ("  its back office", entry["backoffice_url"])]
    for account in (accounts or {}).get("accounts", []):
        rows.append((account["who"], f"{account['email']} / {account['password']}"))
    width = max(len(name) for name, _ in rows) + 2
    say(f"\nReady in {seconds:.0f} s.\n")
    for name, value in rows:
        say(f"  {name.ljust(width)}{value}")
    say("\nCtrl-C or ./mall down stops everything.\n")
