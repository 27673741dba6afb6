"""Members as a table to take away: a row for each."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from backoffice.access import staff_view
from backoffice.downloads import download, note_export, refuse_unclear, rows_in_batches
from backoffice.sheets import CSV, XLSX
from kernel import clock
from kernel.money import Money
from loyalty.members.models import Member
from loyalty.members.selectors import members_for_staff
from tenants.directory.requests import TenantRequest
from tenants.profile.selectors import current_profile

from .buying import Bought, bought_by
from .filters import MemberFilter
from .ports import export_columns

MOST_IN_A_WORKBOOK = 50_000


@staff_view("members.export_member")
def export_members(request: TenantRequest) -> HttpResponseBase:
    """What the list is narrowed to, as CSV or XLSX."""
    kind = request.GET.get("format", CSV)
    chosen = MemberFilter(request.GET, queryset=members_for_staff(), request=request)
    if refusal := refuse_unclear(request, chosen, list_view="members:list"):
        return refusal
    ids = list(chosen.qs.values_list("pk", flat=True))
    if kind == XLSX and len(ids) > MOST_IN_A_WORKBOOK:
        text = _("A workbook takes %(most)s members. Choose fewer, or take the CSV file.")
        messages.error(request, text % {"most": f"{MOST_IN_A_WORKBOOK:,}"})
        return redirect("members:list")
    rows = rows_in_batches(request.tenant, ids, headings=_headings, rows_of=_rows)
    name = f"members-{timezone.localtime(clock.now()):%Y%m%d-%H%M}"
    note_export(request, Member, name=name, rows=len(ids))
    return download(rows, kind, name=name, title=_("Members"))


def _headings() -> list[str]:
    return [
        _("Member number"),
        pgettext("person", "Name"),
        _("Phone"),
        _("E-mail"),
        _("Member since"),
        _("Tags"),
        _("Orders"),
        pgettext("purchase", "Spent"),
        *(str(column.label) for column in export_columns),
    ]


def _rows(ids: Sequence[int]) -> Iterator[list[Any]]:
    members = Member.objects.select_related("customer").in_bulk(ids)
    bought = bought_by([member.customer_id for member in members.values()])
    more = [column.values(ids) for column in export_columns]
    currency = current_profile().currency
    for member_id in ids:
        if member := members.get(member_id):
            theirs = bought.get(member.customer_id, Bought())
            spent = Money(theirs.spent_minor, currency).decimal
            yield [
                *_person(member),
                theirs.orders,
                spent,
                *(values.get(member_id, "") for values in more),
            ]


def _person(member: Member) -> list[Any]:
    customer = member.customer
    joined = f"{timezone.localtime(member.joined_at):%Y-%m-%d %H:%M}"
    return [
        member.number,
        customer.name,
        customer.phone,
        customer.email,
        joined,
        ", ".join(member.tags),
    ]
