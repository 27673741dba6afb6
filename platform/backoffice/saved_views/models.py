from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SavedView(models.Model):
    """A list's search, filters and order under a name. Its owner's alone, or the whole team's."""

    screen = models.CharField(max_length=40)  # ListScreen.saved_views
    name = models.CharField(_("name"), max_length=40)
    query = models.CharField(max_length=2000)  # as `queries.normal` writes it
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_views"
    )
    is_shared = models.BooleanField(_("for the whole team"), default=False)
    created_at = models.DateTimeField()

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["screen", "owner", "name"], name="one_saved_view_a_name_and_person"
            )
        ]
        indexes = [models.Index(fields=["screen", "id"], name="saved_view_by_screen")]
        default_permissions = ()

    def __str__(self) -> str:
        return self.name
