"""Who did what: the trail of changes as the owner reads it, and the history of one thing on its own page."""

from django.utils.translation import gettext_lazy as _

from backoffice.ports import Card

PERMISSION = "audit.view_auditentry"
CARDS = [
    Card(
        group=_("Staff"),
        order=72,
        label=_("Who did what"),
        text=_("Every change with the values before and after: who, when and from where."),
        url_name="backoffice:trail",
        icon="history",
        permission=PERMISSION,
    ),
]
