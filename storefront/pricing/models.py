from django.db import models
from django.utils.translation import gettext_lazy as _


class PricingSettings(models.Model):
    """How prices are written in this shop. One row; read it through `selectors.tax_table()`."""

    prices_include_tax = models.BooleanField(_("prices include tax"), default=True)
    shipping_tax_class = models.CharField(
        _("tax class of shipping"), max_length=30, default="standard"
    )

    class Meta:
        verbose_name = _("tax settings")

    def __str__(self) -> str:
        return "including tax" if self.prices_include_tax else "excluding tax"


class TaxRate(models.Model):
    """The rate of one tax class in one place; an empty country or region means everywhere else."""

    name = models.CharField(_("name"), max_length=40, default="VAT")
    tax_class = models.CharField(_("tax class"), max_length=30, default="standard")
    country = models.CharField(_("country"), max_length=2, blank=True)
    region = models.CharField(_("region"), max_length=60, blank=True)
    rate_bp = models.PositiveIntegerField(
        _("rate in hundredths of a percent"), help_text=_("1300 means 13%.")
    )

    class Meta:
        verbose_name = _("tax rate")
        verbose_name_plural = _("tax rates")
        ordering = ["tax_class", "country", "region"]
        constraints = [
            models.UniqueConstraint(
                fields=["tax_class", "country", "region"], name="one_tax_rate_per_class_and_place"
            ),
            models.CheckConstraint(
                condition=models.Q(rate_bp__lte=10_000), name="tax_rate_at_most_100_percent"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.tax_class} {self.rate_bp / 100:g}%"
