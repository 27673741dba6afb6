import pytest

from kernel.states import MoveRefused, Moves

DOOR = Moves(
    "door", {("open", "close"): "closed", ("closed", "open"): "open", ("closed", "lock"): "locked"}
)


def test_moves_to_the_next_state():
    assert DOOR.to("closed", "lock") == "locked"


def test_lists_verbs_and_states():
    assert DOOR.allowed("closed") == ["open", "lock"]
    assert DOOR.allowed("locked") == []
    assert DOOR.states == ["open", "closed", "locked"]
    assert ("open", "close") in DOOR
    assert ("open", "lock") not in DOOR


def test_refuses_any_other_move():
    with pytest.raises(MoveRefused) as refusal:
        DOOR.to("locked", "open")
    assert refusal.value.details == {"machine": "door", "state": "locked", "verb": "open"}
    assert str(refusal.value) == "This step is not possible in the present state."
