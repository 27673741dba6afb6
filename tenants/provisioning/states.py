"""The life of an opening. Each committed state can be taken up again by anyone who gets the lease."""

from django.db import models

from kernel.states import Moves


class OpeningState(models.TextChoices):
    REQUESTED = "requested", "requested"  # the address is the merchant's, nothing is made
    SCHEMA = "schema", "schema"  # tables are being made
    CONTENT = "content", "content"  # tables are whole, starter steps are running
    LIVE = "live", "live"
    FAILED = "failed", "failed"  # given up after several tries; the merchant may retry


MOVES = Moves(
    "opening",
    {
        (OpeningState.REQUESTED, "assign"): OpeningState.CONTENT,  # a whole schema is there already
        (OpeningState.REQUESTED, "begin"): OpeningState.SCHEMA,
        (OpeningState.SCHEMA, "schema_made"): OpeningState.CONTENT,
        (OpeningState.CONTENT, "finish"): OpeningState.LIVE,
        (OpeningState.REQUESTED, "fail"): OpeningState.FAILED,
        (OpeningState.SCHEMA, "fail"): OpeningState.FAILED,
        (OpeningState.CONTENT, "fail"): OpeningState.FAILED,
        (OpeningState.FAILED, "retry"): OpeningState.REQUESTED,
    },
)
UNFINISHED = (OpeningState.REQUESTED, OpeningState.SCHEMA, OpeningState.CONTENT)
