"""A migration that is not in the tree, for tests and benches of upgrades: the repository stays as it is."""

from pathlib import Path

from .layout import ROOT

APP, FOLDER = "profile", ROOT / "tenants" / "profile" / "migrations"
ADD_FIELD = (
    "migrations.AddField('shopprofile', 'motto', models.CharField(max_length=80, null=True))"
)
_PACKAGE = """
from pathlib import Path
__path__ = [{original!r}, str(Path(__file__).parent / "more")]
"""
_MIGRATION = """
from django.db import migrations, models


class Migration(migrations.Migration):
    {attributes}
    dependencies = [({app!r}, {after!r})]
    operations = [{operations}]
"""


def write_migration(
    folder: Path,
    operations: str = ADD_FIELD,
    *,
    name: str = "9998_outside",
    attributes: str = "pass",
) -> dict[str, str]:
    """One migration more for the shop's profile; what MIGRATION_MODULES (MALL_MIGRATION_MODULES) then has to say.

    `folder` has to be on Python's path. Called again with a later name it adds another one.
    """
    package = folder / f"outside_{folder.name.replace('-', '_')}"
    more = package / "more"
    more.mkdir(parents=True, exist_ok=True)
    after = max(path.stem for place in (FOLDER, more) for path in place.glob("[0-9]*.py"))
    (package / "__init__.py").write_text(_PACKAGE.format(original=str(FOLDER)))
    (more / f"{name}.py").write_text(
        _MIGRATION.format(app=APP, after=after, operations=operations, attributes=attributes)
    )
    return {APP: package.name}
