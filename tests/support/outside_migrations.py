"""A migration that is not in the tree, for tests and benches of upgrades."""

import importlib
from pathlib import Path

from django.conf import settings
from django.db.migrations.loader import MigrationLoader

_PACKAGE = """
from pathlib import Path
__path__ = [{original!r}, str(Path(__file__).parent / "more")]
"""
_MIGRATION = """
from django.db import migrations, models


class Migration(migrations.Migration):
    {attributes}
    dependencies = [{after!r}]
    operations = [{operations}]
"""
ADD_FIELD = (
    "migrations.AddField('shopprofile', 'motto', models.CharField(max_length=80, null=True))"
)


def write_migration(
    folder: Path, operations: str = ADD_FIELD, *, app: str = "profile", attributes: str = ""
) -> dict[str, str]:
    """A package of all migrations of `app` and one more; what MIGRATION_MODULES then has to say.

    The folder has to be on the path.
    """
    loader = MigrationLoader(None)
    after = next(node for node in loader.graph.leaf_nodes() if node[0] == app)
    module, _explicit = MigrationLoader.migrations_module(app)
    original = Path(importlib.import_module(module).__file__ or "").parent
    package = folder / f"outside_{folder.name.replace('-', '_')}_{app}"
    (package / "more").mkdir(parents=True)
    (package / "__init__.py").write_text(_PACKAGE.format(original=str(original)))
    (package / "more" / "9999_outside.py").write_text(
        _MIGRATION.format(after=after, operations=operations, attributes=attributes or "pass")
    )
    return {**settings.MIGRATION_MODULES, app: package.name}
