"""Making a schema from the text of another: dumped once, executed as often as needed.

The text is pg_dump's, so constraints, sequences and defaults keep their names and meaning; only the
schema's name is replaced.
"""

import os
import re
import shutil
import subprocess
from pathlib import Path

from django.conf import settings
from django.db import connection

from ledger.rights import refuse_changes
from tenants.database.rights import owner_rights

from .schemas import assert_ours

_ROWS_PER_INSERT = "500"
# Texts and function bodies are skipped over as a whole (kept); of the rest these lines are dropped: psql's
# own commands, comments, settings that would change our session, sequences that nobody has used.
_TEXT_OR_UNWANTED_LINE = re.compile(
    r"""(?P<keep> '(?:[^']|'')*' | \$(?P<tag>\w*)\$.*?\$(?P=tag)\$ )
      | ^(?: \\(?:un)?restrict\ [^\n]* | --[^\n]* | SET\ [^\n]*;
           | SELECT\ pg_catalog\.set_config\('search_path'[^\n]*;
           | SELECT\ pg_catalog\.setval\([^\n]*,\ 1,\ false\); | )\n""",
    re.VERBOSE | re.MULTILINE | re.DOTALL,
)


class DumpFailed(Exception):
    """pg_dump is missing, older than the server, or refused; the text is its own."""


def dump_schema(schema_name: str) -> str:
    """The SQL that makes this schema with its rows."""
    assert_ours(schema_name)
    return tidy(_pg_dump(schema_name))


def check_can_dump() -> None:
    """Raises DumpFailed when there is no pg_dump here: known before minutes are spent on migrations."""
    _run("--version")


def tidy(text: str) -> str:
    """pg_dump's text without the lines that only psql understands or that would change our session."""
    return _TEXT_OR_UNWANTED_LINE.sub(lambda match: match["keep"] or "", text)


def replay(sql: str, *, old_name: str, new_name: str) -> None:
    """Make schema `new_name`, whole or not at all. Call inside a transaction."""
    assert_ours(new_name)
    if not connection.in_atomic_block:
        raise RuntimeError("replay needs a transaction: half a schema must never be seen")
    copy_files(old_name, new_name)
    with owner_rights(), connection.cursor() as cursor:
        cursor.execute(f"{sql.replace(old_name, new_name)};\n{refuse_changes(new_name)}")


def copy_files(old_name: str, new_name: str) -> None:
    """The pictures of neutral starter content, where there are any."""
    source = Path(settings.MEDIA_ROOT) / old_name
    if source.exists():
        shutil.copytree(source, Path(settings.MEDIA_ROOT) / new_name, dirs_exist_ok=True)


def _pg_dump(schema_name: str) -> str:
    return _run(
        "--schema", schema_name, "--no-owner", "--no-privileges", "--no-comments",
        "--no-security-labels", "--no-tablespaces", "--inserts", "--rows-per-insert",
        _ROWS_PER_INSERT, "--no-password",
    )  # fmt: skip


def _run(*arguments: str) -> str:
    try:
        done = subprocess.run(
            [settings.PG_DUMP, *arguments],
            env=_libpq(), capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as error:
        raise DumpFailed(str(error)) from error
    if done.returncode:
        raise DumpFailed(done.stderr.strip()[-500:])
    return done.stdout


def _libpq() -> dict[str, str]:
    """Django's database as the environment that PostgreSQL's programs read."""
    database = connection.settings_dict
    names = {
        "PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD",
        "PGDATABASE": "NAME",
    }  # fmt: skip
    given = {name: str(database[key]) for name, key in names.items() if database[key]}
    return {**os.environ, **given}
