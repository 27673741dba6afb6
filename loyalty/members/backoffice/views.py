from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backoffice.access import acting, may, require
from backoffice.notes import NoteForm
from backoffice.screens import DetailScreen, FormScreen, ListScreen
from backoffice.screens.forms import show_failure
from kernel.errors import ExpectedFailure
from loyalty.members import services
from loyalty.members.models import Member
from loyalty.members.selectors import members_for_staff
from storefront.orders.selectors import orders_of
from tenants.profile.selectors import current_profile

from .buying import Bought, bought_by
from .filters import MemberFilter
from .moments import notes_page, time_line
from .ports import member_actions, member_columns, member_parts
from .tags import TAG, TagsForm, tag_many, ticked_ids


class MemberList(ListScreen):
    title = gettext_lazy("Members")
    permission = "members.view_member"
    template_name = "members/backoffice/list.html"
    filterset_class = MemberFilter
    saved_views = "members"
    tags_form: TagsForm | None = None

    def post(self, request: HttpRequest) -> HttpResponse:
        """Tags for the ticked members, or for all that the filters leave."""
        require(request, TAG)
        self.tags_form = form = TagsForm(request.POST)
        everybody = "all" in request.POST
        ids = (
            list(self.get_queryset().values_list("pk", flat=True))
            if everybody
            else ticked_ids(request)
        )
        if not ids:
            form.add_error("tags", _("Tick at least one member."))
        if form.is_valid():
            try:
                tag_many(request, ids, form, request.POST.get("act", ""))
                return redirect(request.get_full_path())
            except ExpectedFailure as failure:
                show_failure(form, failure)
        page = self.get(request)
        page.status_code = 422
        return page

    def get_rows(self) -> QuerySet[Member]:
        return members_for_staff()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        members = list(context["rows"])
        columns = sorted(member_columns, key=lambda column: column.position)
        context["extra_columns"] = [column.label for column in columns]
        context["rows"] = _rows(members, columns)
        context["currency"] = current_profile().currency
        context["may_export"] = may(self.request, "members.export_member")
        context["query"] = self.request.GET.urlencode()
        if may(self.request, TAG):
            context["tags_form"] = self.tags_form or TagsForm()
            context["ticked"] = self.request.POST.getlist("number")
        return context


def _rows(members: list[Member], columns: list[Any]) -> list[dict[str, Any]]:
    bought = bought_by([member.customer_id for member in members])
    values = [(column.label, column.values([m.pk for m in members])) for column in columns]
    return [
        {
            "member": member,
            "bought": bought.get(member.customer_id, Bought()),
            "cells": [(label, by_member.get(member.pk, "")) for label, by_member in values],
        }
        for member in members
    ]


class MemberDetail(DetailScreen):
    permission = "members.view_member"
    template_name = "members/backoffice/detail.html"

    def get_object(self) -> Member:
        members = Member.objects.select_related("customer")
        return self.fetch(members, number=self.kwargs["number"])

    def get_title(self) -> str:
        return _title(self.object)

    def get_back(self) -> tuple[str, str]:
        return _("Members"), reverse("members:list")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        member = self.object
        parts = [part for make in member_parts if (part := make(self.request, member))]
        parts.sort(key=lambda part: part.position)
        notes = notes_page(member, self.request.GET.get("notes_page"))
        return super().get_context_data(
            member=member,
            note_form=NoteForm(),
            tags_form=TagsForm(),
            notes=notes,
            moments=time_line(member, notes),
            bought=bought_by([member.customer_id]).get(member.customer_id, Bought()),
            orders=orders_of(member.customer_id)[:8],
            currency=current_profile().currency,
            actions=self.allowed_actions(member_actions),
            parts=parts,
            **kwargs,
        )


class _OfMember(FormScreen):
    """A form that leads back to a member's screen."""

    @cached_property
    def member(self) -> Member:
        members = Member.objects.select_related("customer")
        return self.fetch(members, number=self.kwargs["number"])

    def get_back(self) -> tuple[str, str]:
        return _title(self.member), self.get_success_url()

    def get_success_url(self) -> str:
        return reverse("members:detail", args=[self.member.number])


class AddNote(_OfMember):
    title = gettext_lazy("Note for the team")
    permission = "members.add_membernote"
    form_class = NoteForm
    done_message = gettext_lazy("The note is kept.")

    def save(self, form: NoteForm) -> None:
        services.add_note(self.member.pk, text=form.cleaned_data["text"], by=acting(self.request))


class PutTags(_OfMember):
    title = gettext_lazy("Add tags")
    permission = TAG
    template_name = "members/backoffice/put_tags.html"
    form_class = TagsForm
    done_message = ""

    def save(self, form: TagsForm) -> None:
        services.put_tags([self.member.pk], form.cleaned_data["tags"])


def _title(member: Member) -> str:
    return member.customer.name or _("Member %(number)s") % {"number": member.number}
