"""The launcher's commands. Started by ./mall inside the virtual environment."""

import argparse
import os
import sys
from pathlib import Path

from .layout import ROOT


def main(arguments: list[str]) -> int:
    # these hand every further argument on as it is
    if arguments[:1] == ["test"]:
        from .testing import run_tests

        return run_tests(arguments[1:])
    if arguments[:1] == ["manage"]:
        from .managing import manage

        return manage(arguments[1:])
    return _parse(arguments)


def _parse(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="./mall", description="Run, test and measure the mall builder."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    up = commands.add_parser("up", help="start everything; Ctrl-C stops it")
    up.add_argument("--port", type=int, default=8000)
    up.add_argument("--no-demo", action="store_true", help="without the demo shop")
    down = commands.add_parser("down", help="stop what ./mall up started")
    for command in (up, down):
        command.add_argument("--data", type=Path, default=_default_data(), help="data folder")
    check = commands.add_parser("check", help="lint, types, imports, migrations, translations")
    check.add_argument("only", nargs="*")
    bench = commands.add_parser("bench", help="measure; one JSON object on standard output")
    bench.add_argument("name")
    bench.add_argument("options", nargs=argparse.REMAINDER)
    commands.add_parser("test", help="run all tests; further arguments go to pytest")
    commands.add_parser("manage", help="a Django command against the running installation")
    given = parser.parse_args(arguments)
    return _run(given)


def _run(given: argparse.Namespace) -> int:
    if given.command == "up":
        from .up import up

        return up(port=given.port, data=given.data, demo=not given.no_demo)
    if given.command == "down":
        from .up import down

        return down(given.data)
    if given.command == "check":
        from .check import run_checks

        return run_checks(given.only)
    from .bench import run_bench

    return run_bench(given.name, given.options)


def _default_data() -> Path:
    return Path(os.environ.get("MALL_DATA_DIR", ROOT / ".data" / "up"))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
