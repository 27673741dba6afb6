from django.utils.translation import gettext_lazy as _

from kernel.errors import ExpectedFailure


class PictureRefused(ExpectedFailure):
    code = "picture_refused"
    text = _("This file is not a picture we can use. Use JPEG, PNG, WebP or GIF.")


class PictureTooLarge(PictureRefused):
    code = "picture_too_large"
    text = _("This picture is too large. Use one of at most 40 megapixels and 15 MB.")
