"""Screens of staff. Only the owner gets here; the services keep the rules."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView

from backoffice.access import ask_for_proof, fetch, staff_view
from backoffice.ports import Action
from backoffice.screens.base import Screen
from backoffice.screens.detail import DetailScreen
from backoffice.screens.forms import FormScreen
from kernel.errors import ExpectedFailure
from tenants.accounts.requests import signed_in_user
from tenants.accounts.signed_in import device_of, end_session, sessions_of
from tenants.audit.models import Verb
from tenants.audit.requests import actor_of
from tenants.audit.services import record
from tenants.staff import selectors, services
from tenants.staff.models import Invitation, Role, StaffMember
from tenants.staff.proof import has_proved
from tenants.staff.roles import RIGHTS, rights_of

from . import PERMISSION
from .forms import ConfirmForm, InviteForm, RoleForm, RulesForm, TransferForm


def acting_member(request: HttpRequest) -> StaffMember:
    return signed_in_user(request).staff_member  # type: ignore[attr-defined]  # a reverse one-to-one


class TeamScreen(Screen):
    permission = PERMISSION

    def get_back(self) -> tuple[Any, str] | None:
        return _("Staff"), reverse("backoffice:staff")


class StaffList(Screen, TemplateView):
    title = gettext_lazy("Staff")
    permission = PERMISSION
    template_name = "backoffice/team/list.html"

    def get_back(self) -> tuple[Any, str]:
        return _("Settings"), reverse("backoffice:settings")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        required = selectors.two_factor_is_required()
        members = list(selectors.staff_in_order())
        return super().get_context_data(
            members=members,
            protected=selectors.with_second_factor(members),
            invitations=selectors.open_invitations(),
            rules=RulesForm(initial={"require_two_factor": required}),
            me=acting_member(self.request),
            **kwargs,
        )


class RolesScreen(TeamScreen, TemplateView):
    title = gettext_lazy("Roles")
    intro = gettext_lazy("What each role may see and do.")
    template_name = "backoffice/team/roles.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = [
            (right.label, [(role.label, role in right.roles) for role in Role])
            for right in RIGHTS
            if right.label
        ]
        return super().get_context_data(roles=list(Role), rows=rows, **kwargs)


class Invite(TeamScreen, FormScreen):
    title = gettext_lazy("Invite somebody")
    intro = gettext_lazy("They get a mail with a link that is valid for a week and for them alone.")
    template_name = "backoffice/team/invite.html"
    form_class = InviteForm
    submit_label = gettext_lazy("Send the invitation")
    done_message = gettext_lazy("The invitation is on its way.")

    def save(self, form: InviteForm) -> None:
        services.invite(**form.cleaned_data, by=acting_member(self.request))

    def get_success_url(self) -> str:
        return reverse("backoffice:staff")


class Member(TeamScreen, DetailScreen):
    template_name = "backoffice/team/member.html"
    object: StaffMember

    def get_object(self) -> StaffMember:
        return self.fetch(_working_here(), pk=self.kwargs["pk"])

    def get_title(self) -> str:
        return str(self.object)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        member, me = self.object, acting_member(self.request)
        protected = bool(selectors.with_second_factor([member]))
        return super().get_context_data(
            member=member,
            rights=rights_of(member.role),
            sessions=[
                (
                    trace,
                    device_of(trace.agent),
                    trace.session_key == self.request.session.session_key,
                )
                for trace in sessions_of(member.user)
            ],
            entries=member.entries.order_by("-at", "-pk")[:10],
            actions=_actions(member, me, protected=protected),
            protected=protected,
            is_me=member.pk == me.pk,
            **kwargs,
        )


def _actions(member: StaffMember, me: StaffMember, *, protected: bool) -> list[Action]:
    made = [Action(30, _("Sign out everywhere"), _url("sign_out_staff", member))]
    if member.role != Role.OWNER:
        made += [
            Action(10, _("Change the role"), _url("change_role", member)),
            Action(40, _("Remove"), _url("remove_staff", member), tone="danger"),
        ]
    if protected and member.pk != me.pk and member.role != Role.OWNER and not member.is_guest:
        made.append(Action(35, _("Reset the second factor"), _url("reset_factor", member)))
    if member.pk != me.pk and not member.is_guest and me.role == Role.OWNER:
        made.append(Action(20, _("Transfer ownership"), _url("transfer_ownership", member)))
    return sorted(made, key=lambda action: action.position)


def _url(name: str, member: StaffMember) -> str:
    return reverse(f"backoffice:{name}", args=[member.pk])


def _working_here() -> QuerySet[StaffMember]:
    return StaffMember.objects.filter(ended_at__isnull=True).select_related("user")


class MemberForm(TeamScreen, FormScreen):
    """A form about one member of staff, which leads back to them."""

    @property
    def member(self) -> StaffMember:
        if not hasattr(self, "_member"):
            self._member = self.fetch(_working_here(), pk=self.kwargs["pk"])
        return self._member

    def get_back(self) -> tuple[Any, str]:
        return str(self.member), _url("staff_member", self.member)

    def get_success_url(self) -> str:
        return _url("staff_member", self.member)


class ChangeRole(MemberForm):
    title = gettext_lazy("Change the role")
    template_name = "backoffice/team/invite.html"
    form_class = RoleForm

    def get_initial(self) -> dict[str, Any]:
        return {"role": self.member.role}

    def save(self, form: RoleForm) -> None:
        services.change_role(self.member, role=form.cleaned_data["role"])


class Confirmation(MemberForm):
    """A step that is only confirmed: its button says what its title says."""

    form_class = ConfirmForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "submit_label": self.title}


class SignOut(Confirmation):
    title = gettext_lazy("Sign out everywhere")
    intro = gettext_lazy("Every browser this person is signed in with asks them to come in again.")
    done_message = gettext_lazy("Signed out everywhere.")

    def save(self, form: ConfirmForm) -> None:
        services.end_sessions_of(self.member)
        note_sign_out(self.request, self.member)


class Remove(Confirmation):
    title = gettext_lazy("Remove from the staff")
    intro = gettext_lazy("They are signed out at once and cannot come in again until invited anew.")
    done_message = gettext_lazy("Removed.")

    def save(self, form: ConfirmForm) -> None:
        services.remove_staff(self.member)

    def get_success_url(self) -> str:
        return reverse("backoffice:staff")


class ResetSecondFactor(Confirmation):
    title = gettext_lazy("Reset the second factor")
    intro = gettext_lazy(
        "For somebody who has lost the phone and the recovery codes. Their app, passkeys and codes no longer let them in; they sign in with their password or a code by mail, and set up a new one."
    )
    proof_for = ("GET", "POST")
    done_message = gettext_lazy("Their second factor is reset, and a mail tells them.")

    def save(self, form: ConfirmForm) -> None:
        services.reset_second_factor(self.member)


class TransferOwnership(MemberForm):
    title = gettext_lazy("Transfer ownership")
    intro = gettext_lazy(
        "The shop becomes theirs, with staff, settings and data. You stay as a manager; only they can undo it."
    )
    proof_for = ("GET", "POST")
    form_class = TransferForm
    submit_label = gettext_lazy("Transfer ownership")
    done_message = gettext_lazy("The shop has a new owner.")

    def save(self, form: TransferForm) -> None:
        confirmation = form.cleaned_data["confirmation"]
        me = acting_member(self.request)
        services.transfer_ownership(to=self.member, by=me, confirmation=confirmation)

    def get_success_url(self) -> str:
        return reverse("wagtailadmin_home")


def note_sign_out(request: HttpRequest, member: StaffMember) -> None:
    record(
        actor_of(request),
        verb=Verb.SIGNED_OUT,
        model=StaffMember._meta.label_lower,
        object_id=member.pk,
        text=str(member),
    )


@require_POST
@staff_view(PERMISSION)
def end_staff_session(request: HttpRequest, pk: int, session: int) -> HttpResponse:
    member = fetch(request, PERMISSION, _working_here(), pk=pk)
    end_session(get_object_or_404(sessions_of(member.user), pk=session))
    note_sign_out(request, member)
    messages.success(request, _("Signed out there."))
    return redirect("backoffice:staff_member", member.pk)


@require_POST
@staff_view(PERMISSION)
def send_again(request: HttpRequest, pk: int) -> HttpResponse:
    return _about_invitation(request, pk, services.send_again, _("The invitation is on its way."))


@require_POST
@staff_view(PERMISSION)
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    return _about_invitation(
        request, pk, services.revoke_invitation, _("The invitation is taken back.")
    )


def _about_invitation(request: HttpRequest, pk: int, act: Any, done: str) -> HttpResponse:
    try:
        act(fetch(request, PERMISSION, Invitation, pk=pk))
    except ExpectedFailure as failure:
        messages.error(request, str(failure))
    else:
        messages.success(request, done)
    return redirect("backoffice:staff")


@require_POST
@staff_view(PERMISSION)
def rules(request: HttpRequest) -> HttpResponse:
    """Asking less of everybody than before wants to know whether it is the owner."""
    form = RulesForm(request.POST)
    if form.is_valid():
        wanted = form.cleaned_data["require_two_factor"]
        if not wanted and selectors.two_factor_is_required() and not has_proved(request):
            return ask_for_proof(request, returns_to=reverse("backoffice:staff"))
        services.require_two_factor(wanted, by=acting_member(request))
        messages.success(request, _("Saved."))
    return redirect("backoffice:staff")
