from collections.abc import Sequence

from ..models import ShopUpgrade, ShopUpgradeMove, UpgradeRun
from ..states import RUN_MOVES, SHOP_MOVES


def move(upgrade: ShopUpgrade, verb: str, why: str = "") -> None:
    """The next state, with a row that says so; saves the upgrade. Raises MoveRefused."""
    before = upgrade.state
    upgrade.state = SHOP_MOVES.to(before, verb)
    upgrade.save()
    ShopUpgradeMove.objects.create(
        upgrade=upgrade, verb=verb, state_before=before, state_after=upgrade.state, why=why
    )


def move_all(upgrades: Sequence[ShopUpgrade], verb: str, *changed: str) -> None:
    """As move() for several at once; `changed` names further fields to save."""
    before = [upgrade.state for upgrade in upgrades]
    for upgrade in upgrades:
        upgrade.state = SHOP_MOVES.to(upgrade.state, verb)
    ShopUpgrade.objects.bulk_update(upgrades, ["state", *changed])
    ShopUpgradeMove.objects.bulk_create(
        ShopUpgradeMove(upgrade=upgrade, verb=verb, state_before=state, state_after=upgrade.state)
        for upgrade, state in zip(upgrades, before, strict=True)
    )


def move_run(run: UpgradeRun, verb: str) -> None:
    run.state = RUN_MOVES.to(run.state, verb)
    run.save()
