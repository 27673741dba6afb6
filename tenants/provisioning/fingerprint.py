"""What a new schema would look like, as one hash: the migrations of every shop app and the neutral steps."""

import functools
import hashlib
import importlib.util
import inspect
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db.migrations.loader import MigrationLoader

from .ports import neutral_steps


@functools.cache
def current_fingerprint() -> str:
    """Differs as soon as a migration file, a neutral step or the module it lives in differs."""
    digest = hashlib.sha256()
    for path in _migration_files():
        digest.update(f"{path.parent.parent.name}/{path.name}".encode() + path.read_bytes())
    for step in neutral_steps():
        source = Path(inspect.getsourcefile(step.run) or "")
        digest.update(f"{step.order} {step.name} {step.version}".encode() + source.read_bytes())
    return digest.hexdigest()


def _migration_files() -> Iterator[Path]:
    for app in settings.TENANT_APPS:
        config = apps.get_app_config(_label(app))
        module, _explicit = MigrationLoader.migrations_module(config.label)
        spec = importlib.util.find_spec(module) if module else None
        for folder in (spec.submodule_search_locations or []) if spec else []:
            yield from sorted(Path(folder).glob("[!_]*.py"))


def _label(app: str) -> str:
    return next(config.label for config in apps.get_app_configs() if config.name == app)
