from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


def _both_languages() -> list[str]:
    return ["zh-hans", "en"]


class ShopProfile(models.Model):
    """What a shop says of itself. One row a shop; read it through `selectors.current_profile()`."""

    name = models.CharField(_("shop name"), max_length=80)
    slogan = models.CharField(_("slogan"), max_length=160, blank=True)
    story = models.TextField(_("story"), blank=True)
    logo = models.ForeignKey(
        "media.ShopImage",
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    trade = models.CharField(_("trade"), max_length=30, default="clothing")
    currency = models.CharField(_("currency"), max_length=3, default="CNY")
    main_language = models.CharField(
        _("main language"), max_length=10, choices=settings.LANGUAGES, default="zh-hans"
    )
    languages = models.JSONField(_("languages"), default=_both_languages)
    time_zone = models.CharField(_("time zone"), max_length=40, default="Asia/Shanghai")
    country = models.CharField(_("country"), max_length=2, default="CN")
    contact_email = models.EmailField(_("contact e-mail"), blank=True)
    contact_phone = models.CharField(_("contact phone"), max_length=20, blank=True)

    class Meta:
        verbose_name = _("shop profile")

    def __str__(self) -> str:
        return self.name
