"""What others want done in a shop whose upgrade brought new permissions. Filled in `AppConfig.ready`.

Runs inside the shop's schema and the upgrade's transaction; must be quick and idempotent.
"""

from collections.abc import Callable

after_new_permissions: list[Callable[[], None]] = []
