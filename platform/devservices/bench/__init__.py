"""./mall bench NAME: runs devservices/bench/<name>.py on a stack of its own and prints one JSON object.

A bench module has `main(stack, options) -> {figure: number}`. The stack is a whole installation on free ports
and in a folder of its own: services, migrated database, template for new shops, web, worker, beat and demo gateway
all running. Progress goes to stderr.
"""

import importlib
import json
import os
import platform as machine_facts
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..layout import DataFolder
from ..progress import say, step
from ..stack import Stack
from ..toolchain import install_frontend_packages

FOLDER = Path(__file__).parent


def run_bench(name: str, options: list[str]) -> int:
    module = name.replace("-", "_")
    known = sorted(p.stem.replace("_", "-") for p in FOLDER.glob("[a-z]*.py"))
    if name not in known:
        say(f"There is no bench '{name}'. There are: {', '.join(known)}")
        return 2
    bench = importlib.import_module(f"{__package__}.{module}")
    with running_stack(**getattr(bench, "STACK", {})) as stack:
        figures = bench.main(stack, options)
    answer = {"name": name, "figures": figures, "machine": machine()}
    print(json.dumps(answer, ensure_ascii=False))
    return 0


@contextmanager
def running_stack(*, product: bool = True, **options: object) -> Iterator[Stack]:
    """A fresh installation, ended and removed afterwards; a bench module's STACK gives the options."""
    install_frontend_packages()
    folder = Path(tempfile.mkdtemp(prefix="mall-bench-"))
    folder.chmod(0o755)
    for name in ("DATABASE_URL", "REDIS_URL"):
        os.environ.pop(name, None)  # a bench never touches servers that are not its own
    stack = Stack(DataFolder(folder), **options)  # type: ignore[arg-type]
    try:
        stack.start_services()
        with step("Database and template"):
            stack.manage("compile_translations")
            stack.manage("migrate_schemas", "--shared", "-v", "0")
            stack.manage("prepare_template")
        if product:
            with step("Static files, web, worker"):
                stack.manage("collectstatic", "--noinput", "-v", "0")
                stack.start_product()
        yield stack
    finally:
        stack.stop()
        shutil.rmtree(folder, ignore_errors=True)


def machine() -> dict[str, object]:
    return {
        "cores": os.cpu_count(),
        "system": machine_facts.platform(),
        "python": sys.version.split()[0],
        "load": round(os.getloadavg()[0], 2),
    }
