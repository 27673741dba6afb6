"""The staff page: who works here, as what, invitations, and what each role may do."""

from django.utils.translation import gettext_lazy as _

from backoffice.ports import Card

PERMISSION = "staff.change_staffmember"
CARDS = [
    Card(
        group=_("Staff"),
        order=70,
        label=_("Staff"),
        text=_("Who works here and as what: invite, change roles, sign out, remove."),
        url_name="backoffice:staff",
        icon="people",
        permission=PERMISSION,
    ),
    Card(
        group=_("Staff"),
        order=71,
        label=_("Roles"),
        text=_("What each role may see and do."),
        url_name="backoffice:roles",
        icon="list-ul",
        permission=PERMISSION,
    ),
]
