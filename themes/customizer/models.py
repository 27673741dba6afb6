from django.db import models
from django.utils.translation import gettext_lazy as _


class ThemeSettings(models.Model):
    """A shop's chosen theme and the tokens it changed. One row a shop; read `selectors.current_theme()`."""

    theme = models.CharField(_("theme"), max_length=40, default="base")
    tokens = models.JSONField(_("tokens"), default=dict, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("theme settings")

    def __str__(self) -> str:
        return self.theme
