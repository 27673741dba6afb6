"""The life of one shop's upgrade, and of a run over all shops."""

from django.db import models

from kernel.states import Moves


class ShopState(models.TextChoices):
    WAITING = "waiting", "waiting"
    RUNNING = "running", "running"
    DONE = "done", "done"
    FAILED = "failed", "failed"  # tried often enough; the next call of upgrade_shops tries again


class RunState(models.TextChoices):
    OPEN = "open", "open"
    STOPPED = "stopped", "stopped"  # a canary failed: nothing else is touched
    INCOMPLETE = "incomplete", "incomplete"  # through, and some shops failed
    DONE = "done", "done"


SHOP_MOVES = Moves(
    "shop upgrade",
    {
        (ShopState.WAITING, "begin"): ShopState.RUNNING,
        (ShopState.RUNNING, "finish"): ShopState.DONE,
        (ShopState.RUNNING, "put_off"): ShopState.WAITING,  # tried, and to be tried again
        (ShopState.RUNNING, "fail"): ShopState.FAILED,
        (ShopState.RUNNING, "take_over"): ShopState.RUNNING,  # who began it is gone
        (ShopState.FAILED, "retry"): ShopState.WAITING,
        (ShopState.DONE, "reopen"): ShopState.WAITING,  # an older state of it was restored
    },
)
RUN_MOVES = Moves(
    "upgrade run",
    {
        (RunState.OPEN, "finish"): RunState.DONE,
        (RunState.OPEN, "end_incomplete"): RunState.INCOMPLETE,
        (RunState.OPEN, "stop"): RunState.STOPPED,
        (RunState.STOPPED, "resume"): RunState.OPEN,
        (RunState.INCOMPLETE, "resume"): RunState.OPEN,
        (RunState.OPEN, "resume"): RunState.OPEN,
        (RunState.DONE, "resume"): RunState.OPEN,  # a shop opened by older code, or restored
    },
)
