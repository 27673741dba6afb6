"""./mall bench flash-sale: 10,000 attempts in 64 threads on the last 100 units, through the real order service.

Each attempt is a visitor with a cart of one unit who places the order. Options: --attempts N.
"""

import json
import subprocess
import sys
import time

from ..layout import ROOT
from ..progress import say, step
from ..stack import Stack
from ._shop import open_bench_shop

STACK = {"beat": False}
ATTEMPTS = 10_000
UNITS = 100
THREADS = 64


def main(stack: Stack, options: list[str]) -> dict[str, float]:
    attempts = (
        int(options[options.index("--attempts") + 1]) if "--attempts" in options else ATTEMPTS
    )
    with step("Shop with the last units"):
        shop = open_bench_shop(stack, stock=UNITS)
    with step(f"{attempts} attempts in {THREADS} threads"):
        told = _run(stack, shop.schema, shop.variant, attempts)
    for name, count in told["error_kinds"].items():
        say(f"  {count} x {name}")
    if told["reserved"] != told["sold"] or told["on_hand"] != UNITS:
        say(f"  the stock does not add up: {told}")
        told["errors"] += 1
    wanted = ("sold", "refused", "errors", "orders_per_s", "attempts_per_s")
    return {name: told[name] for name in wanted}


def _run(stack: Stack, schema: str, variant: int, attempts: int) -> dict:
    started = time.monotonic()
    command = ["-m", "devservices.bench._flash_sale", schema, str(variant), str(attempts)]
    done = subprocess.run(
        [sys.executable, "-W", "ignore", *command, str(THREADS)],
        cwd=ROOT, env=stack.env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, check=True,
    )  # fmt: skip
    say(f"  {time.monotonic() - started:.0f} s with the carts")
    return json.loads(done.stdout)
