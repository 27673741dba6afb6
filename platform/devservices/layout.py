"""Where things are: the checkout, the data folder, free ports, and the environment the product reads."""

import json
import os
import secrets
import socket
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def port_taken(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return True
    return False


@dataclass(frozen=True)
class DataFolder:
    """Everything a running product keeps: database, queue, uploads, mails, secrets."""

    path: Path

    def prepare(self) -> None:
        self.path.mkdir(parents=True, exist_ok=True)
        for name in ("run", "log"):
            (self.path / name).mkdir(exist_ok=True)

    @property
    def state_file(self) -> Path:
        return self.path / "run" / "state.json"

    def secret(self, name: str) -> str:
        """A secret made once for this folder and readable by its owner only."""
        file = self.path / "run" / f"{name}.secret"
        if not file.exists() or not file.read_text().strip():
            file.touch(mode=0o600)
            file.write_text(secrets.token_urlsafe(48))
        return file.read_text().strip()

    def read_state(self) -> dict:
        try:
            return dict(json.loads(self.state_file.read_text()))
        except (OSError, ValueError):
            return {}

    def write_state(self, state: dict) -> None:
        temporary = self.state_file.with_suffix(".new")
        temporary.touch(mode=0o600)
        temporary.write_text(json.dumps(state, indent=1))
        temporary.replace(self.state_file)


def product_environment(
    folder: DataFolder, *, port: int, demopay_port: int, database_url: str, redis_url: str
) -> dict[str, str]:
    """What web, worker and every command of one installation see."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings.base",
        "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'platform'}",
        "DATABASE_URL": database_url,
        "REDIS_URL": redis_url,
        "MALL_DATA_DIR": str(folder.path),
        "MALL_STATIC_ROOT": str(folder.path / "static"),
        "MALL_SECRET_KEY": folder.secret("django"),
        "MALL_DEMOPAY_SECRET": folder.secret("demopay"),
        "MALL_PORT": str(port),
        "MALL_INTERNAL_BASE_URL": f"http://127.0.0.1:{port}",
        "MALL_DEMOPAY_PUBLIC_URL": f"http://pay.localhost:{demopay_port}",
        "MALL_DEMOPAY_INTERNAL_URL": f"http://127.0.0.1:{demopay_port}",
        "MALL_DEVELOPMENT": os.environ.get("MALL_DEVELOPMENT", "1"),
    }


def product_variables(environment: dict[str, str]) -> dict[str, str]:
    """Only what the product itself reads, for ./mall manage to find a running installation."""
    wanted = ("DATABASE_URL", "REDIS_URL", "PYTHONPATH", "DJANGO_SETTINGS_MODULE")
    return {k: v for k, v in environment.items() if k in wanted or k.startswith("MALL_")}
