from django.db import models
from django.utils.translation import gettext_lazy as _


class OptionWord(models.Model):
    """An option's name or value in another language: 颜色 is Colour. Told once, used by every product."""

    word = models.CharField(_("word"), max_length=255)
    language = models.CharField(_("language"), max_length=10)
    text = models.CharField(_("translation"), max_length=255)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["word", "language"], name="one_option_word_a_language")
        ]

    def __str__(self) -> str:
        return f"{self.word} = {self.text}"
