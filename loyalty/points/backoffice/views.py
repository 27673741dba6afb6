from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from backoffice.access import acting
from backoffice.screens import FormScreen, SettingsScreen
from loyalty.members.models import Member
from loyalty.points import services
from loyalty.points.models import PointsRules
from loyalty.points.selectors import balances

from .forms import AdjustForm, RulesForm


class AdjustPoints(FormScreen):
    title = _("Change points")
    permission = "points.change_pointsgrant"
    template_name = "points/backoffice/adjust.html"
    form_class = AdjustForm
    done_message = _("The points are changed.")

    @property
    def member(self) -> Member:
        if not hasattr(self, "_member"):
            members = Member.objects.select_related("customer")
            self._member = self.fetch(members, number=self.kwargs["number"])
        return self._member

    def get_back(self) -> tuple[str, str]:
        return self.member.customer.name or self.member.number, self.get_success_url()

    def get_success_url(self) -> str:
        return reverse("members:detail", args=[self.member.number])

    def save(self, form: AdjustForm) -> None:
        data = form.cleaned_data
        services.adjust_points(
            self.member.pk,
            form.signed_amount(),
            reason=data["reason"],
            by=acting(self.request),
            # who goes back to the page and types another amount wants another change
            key=f"{data['key']}:{form.signed_amount()}",
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(balances=balances(self.member.pk), **kwargs)


class RulesScreen(SettingsScreen):
    title = _("Points")
    intro = _("Changes count from now on; what members have earned stays as it is.")
    permission = "points.change_pointsrules"
    template_name = "points/backoffice/rules.html"
    form_class = RulesForm

    def get_form_kwargs(self) -> dict[str, Any]:
        rules = PointsRules.objects.order_by("-version").first() or PointsRules(version=1)
        return {**super().get_form_kwargs(), "instance": rules}

    def save(self, form: RulesForm) -> None:
        services.save_rules(by=acting(self.request), **form.cleaned_data)
