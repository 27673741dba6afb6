import secrets

from django.db import models


def _random_id() -> int:
    return secrets.randbelow(2**62)


class PageChange(models.Model):
    """A change of what visitors see. The ids of all rows together name the state of the shop's pages.

    Random ids, so that no state comes twice, not even after a restore; a row each, so that two transactions
    never wait for one another. in_frame: it concerns what every page shows (name, look, categories).
    """

    id = models.BigIntegerField(primary_key=True, default=_random_id)
    in_frame = models.BooleanField(default=False)

    def __str__(self) -> str:
        return str(self.pk)
