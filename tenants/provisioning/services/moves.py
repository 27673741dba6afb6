from ..models import Opening, OpeningMove
from ..states import MOVES


def move(opening: Opening, verb: str, why: str = "") -> None:
    """The next state, with a row that says so; saves the opening. Raises MoveRefused."""
    before = opening.state
    opening.state = MOVES.to(before, verb)
    opening.save()
    OpeningMove.objects.create(
        opening=opening, verb=verb, state_before=before, state_after=opening.state, why=why
    )
