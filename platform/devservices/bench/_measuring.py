"""What a run cost: CPU of processes, statements of the database."""

import psutil
import psycopg2

from ..stack import Stack
from ..supervisor import Child

_DATA_STATEMENTS = r"^\s*(select|insert|update|delete|with)\M"

# what PostgreSQL asks itself when a deferred foreign key is checked at commit: nobody sent it
_FOREIGN_KEY_CHECK = "SELECT % FROM ONLY % x WHERE % FOR KEY SHARE OF x"


def child(stack: Stack, name: str) -> Child:
    """One of the stack's processes: web, worker, beat, demopay."""
    return next(child for child in stack.supervisor.children if child.name == name)


def pid_of(stack: Stack, name: str) -> int:
    process = child(stack, name).process
    if process is None:
        raise RuntimeError(f"{name} does not run")
    return process.pid


def cpu_seconds(pid: int) -> float:
    """User and system time of a process and its children so far."""
    parent = psutil.Process(pid)
    total = 0.0
    for process in [parent, *parent.children(recursive=True)]:
        times = process.cpu_times()
        total += times.user + times.system
    return total


class StatementCount:
    """SELECT, INSERT, UPDATE and DELETE of the product's database, counted by pg_stat_statements."""

    def __init__(self, stack: Stack) -> None:
        base, _, self._database = stack.database_url.rpartition("/")
        self._link = psycopg2.connect(f"{base}/postgres")
        self._link.autocommit = True
        self._run("CREATE EXTENSION IF NOT EXISTS pg_stat_statements")

    def start(self) -> None:
        self._run("SELECT pg_stat_statements_reset()")

    def total(self) -> int:
        return sum(calls for calls, _ in self.rows())

    def rows(self) -> list[tuple[int, str]]:
        """Calls and text, the most frequent first."""
        with self._link.cursor() as cursor:
            cursor.execute(
                "SELECT s.calls, s.query FROM pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid"
                " WHERE d.datname = %s AND s.query ~* %s AND s.query NOT LIKE %s"
                " ORDER BY s.calls DESC",
                [self._database, _DATA_STATEMENTS, _FOREIGN_KEY_CHECK],
            )
            return cursor.fetchall()

    def close(self) -> None:
        self._link.close()

    def _run(self, sql: str) -> None:
        with self._link.cursor() as cursor:
            cursor.execute(sql)
