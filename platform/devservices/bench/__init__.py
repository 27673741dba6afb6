"""./mall bench NAME: runs devservices/bench/<name>.py on a stack of its own and prints one JSON object."""

import importlib
import json
import os
import platform as machine_facts
import sys
from pathlib import Path

from ..progress import say

FOLDER = Path(__file__).parent


def run_bench(name: str, options: list[str]) -> int:
    """A bench module has `main(options) -> dict[str, number]`; its progress goes to stderr."""
    module = name.replace("-", "_")
    known = sorted(p.stem.replace("_", "-") for p in FOLDER.glob("[a-z]*.py"))
    if name not in known:
        say(f"There is no bench '{name}'. There are: {', '.join(known)}")
        return 2
    figures = importlib.import_module(f"{__package__}.{module}").main(options)
    print(json.dumps({"name": name, "figures": figures, "machine": machine()}, ensure_ascii=False))
    return 0


def machine() -> dict[str, object]:
    return {
        "cores": os.cpu_count(),
        "system": machine_facts.platform(),
        "python": sys.version.split()[0],
        "load": round(os.getloadavg()[0], 2),
    }
