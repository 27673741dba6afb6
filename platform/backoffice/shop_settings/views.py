from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from backoffice.screens import SettingsScreen
from media.errors import PictureRefused
from media.models import ShopImage
from media.services import add_image
from tenants.profile.models import ShopProfile
from tenants.profile.services import save_profile

from .forms import ShopForm


class ShopSettingsScreen(SettingsScreen):
    title = _("Shop")
    permission = "profile.change_shopprofile"
    form_class = ShopForm
    template_name = "backoffice/shop_settings.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        profile = ShopProfile.objects.select_related("logo").first() or ShopProfile()
        return {**super().get_form_kwargs(), "instance": profile}

    def save(self, form: ShopForm) -> None:
        changes = {name: form.cleaned_data[name] for name in form.Meta.fields}
        if form.cleaned_data["remove_logo"]:
            changes["logo"] = None
        if upload := form.cleaned_data["new_logo"]:
            changes["logo"] = _picture(upload)
        save_profile(**changes)


def _picture(upload: UploadedFile) -> ShopImage:
    try:
        return add_image(upload, name=upload.name or "", title=str(_("Logo")))
    except PictureRefused as failure:
        failure.field = "new_logo"
        raise
