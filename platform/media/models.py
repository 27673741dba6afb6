from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Image

from .cleaning import CleanPicture, clean_upload
from .sizes import delete_sizes, make_sizes


class ShopImage(AbstractImage):
    """A picture of the shop's library, for pages, products and the logo alike.

    Whatever way a file comes in, saving re-encodes it (metadata gone, nothing but pixels left) and makes its
    sizes once. sizes: [{"width", "height", "name"}], smallest first; colour: its mean, #rrggbb.
    """

    sizes = models.JSONField(default=list, editable=False)
    colour = models.CharField(max_length=7, default="#eeeeee", editable=False)

    _taken_in = False  # the new file has been cleaned already

    admin_form_fields = Image.admin_form_fields

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Raises PictureRefused when a new file is no picture."""
        is_new = self.file and not self.file._committed  # type: ignore[attr-defined]
        if is_new and not self._taken_in:
            self.take_in(clean_upload(self.file.file, self.file.name or ""))
        self._taken_in = False
        super().save(*args, **kwargs)

    @property
    def focus(self) -> str:
        """What must stay seen when it is cropped, as CSS's object-position has it: "30% 75%"; empty: its middle."""
        if self.focal_point_x is None or self.focal_point_y is None:
            return ""
        x, y = 100 * self.focal_point_x / self.width, 100 * self.focal_point_y / self.height
        return f"{round(x)}% {round(y)}%"

    def take_in(self, cleaned: CleanPicture) -> None:
        """Make this picture the new file; save() afterwards."""
        self.file = cleaned.file
        self.file_size = cleaned.file.size
        self.file_hash = cleaned.content_hash
        self.colour = cleaned.colour
        self.sizes = make_sizes(cleaned.pixels, cleaned.content_hash)
        self._taken_in = True

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        used_elsewhere = ShopImage.objects.filter(file_hash=self.file_hash).exclude(pk=self.pk)
        if not used_elsewhere.exists():
            delete_sizes(self.sizes)
        return super().delete(*args, **kwargs)


class ShopRendition(AbstractRendition):
    image = models.ForeignKey(ShopImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_per_filter"
            )
        ]
