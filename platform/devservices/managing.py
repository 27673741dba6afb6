"""./mall manage ...: a Django command, with the addresses of the installation that is running."""

import os
import subprocess
import sys
from pathlib import Path

from .layout import ROOT, DataFolder
from .progress import say


def manage(arguments: list[str]) -> int:
    folder = DataFolder(Path(os.environ.get("MALL_DATA_DIR", ROOT / ".data" / "up")).resolve())
    environment = folder.read_state().get("env")
    if environment is None and not os.environ.get("DATABASE_URL"):
        say("Nothing is running. Start it with ./mall up, or set DATABASE_URL and REDIS_URL.")
        return 1
    command = [sys.executable, "-W", "ignore", "manage.py", *arguments]
    merged = {**os.environ, **(environment or {})}
    return subprocess.run(command, cwd=ROOT, env=merged, check=False).returncode
