import argparse
import os
from pathlib import Path
from typing import Any

from gunicorn.app.base import BaseApplication

from .app import create_app
from .delivery import Deliverer
from .store import Store


class Gateway(BaseApplication):
    """One process with threads: the store and the deliverer live in it."""

    def __init__(self, host: str, port: int, data: Path, secret: str) -> None:
        self._bind = f"{host}:{port}"
        self._data = data
        self._secret = secret
        super().__init__()

    def load_config(self) -> None:
        options: dict[str, Any] = {
            "bind": self._bind,
            "workers": 1,
            "worker_class": "gthread",
            "threads": 8,
            "keepalive": 30,
            "graceful_timeout": 3,
            "timeout": 60,
            "loglevel": "warning",
            "proc_name": "demopay",
            "control_socket_disable": True,
        }
        for name, value in options.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> Any:
        store = Store(self._data / "demopay.sqlite3")
        deliverer = Deliverer(store, self._secret)
        deliverer.start()
        return create_app(store, deliverer, self._secret)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m integrations.demopay.gateway")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8001)
    parser.add_argument("--data", type=Path, required=True, help="folder of the store")
    options = parser.parse_args()
    secret = os.environ.get("MALL_DEMOPAY_SECRET", "")
    if not secret:
        parser.error("MALL_DEMOPAY_SECRET must be set: the platform checks signatures with it")
    options.data.mkdir(parents=True, exist_ok=True)
    Gateway(options.host, options.port, options.data, secret).run()


if __name__ == "__main__":
    main()
