from django.utils.translation import gettext_lazy as _

from kernel.errors import ExpectedFailure


class NotEnoughPoints(ExpectedFailure):
    code = "not_enough_points"
    text = _("There are not enough points for this.")


class ReasonMissing(ExpectedFailure):
    code = "reason_missing"
    text = _("Say why the points change.")


class NothingToAdjust(ExpectedFailure):
    code = "nothing_to_adjust"
    text = _("Enter how many points to add or take.")
