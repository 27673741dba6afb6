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


def move_run(run: UpgradeRun, verb: str) -> None:
    run.state = RUN_MOVES.to(run.state, verb)
    run.save()
