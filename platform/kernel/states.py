"""Life cycles as tables of moves.

    MOVES = Moves("order", {("awaiting_payment", "pay"): "paid", ...})
    order.state = MOVES.to(order.state, "pay")

The module that owns the thing stores a row for each move: who, when, why.
"""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from .errors import ExpectedFailure


class MoveRefused(ExpectedFailure):
    code = "move_refused"
    text = _("This step is not possible in the present state.")


class Moves:
    """`name` of the machine and its table {(state, verb): next state}."""

    def __init__(self, name: str, table: Mapping[tuple[str, str], str]) -> None:
        self.name = name
        self._table = {(str(state), verb): str(after) for (state, verb), after in table.items()}

    @property
    def states(self) -> list[str]:
        """Every state, in the order of the table."""
        named = [
            state for (before, _verb), after in self._table.items() for state in (before, after)
        ]
        return list(dict.fromkeys(named))

    def allowed(self, state: str) -> list[str]:
        """Verbs possible in a state."""
        return [verb for before, verb in self._table if before == str(state)]

    def to(self, state: str, verb: str) -> str:
        """The state after a verb; raises MoveRefused."""
        try:
            return self._table[str(state), verb]
        except KeyError:
            raise MoveRefused(
                details={"machine": self.name, "state": str(state), "verb": verb}
            ) from None

    def __contains__(self, move: tuple[str, str]) -> bool:
        return (str(move[0]), move[1]) in self._table
