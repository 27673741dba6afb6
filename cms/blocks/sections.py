"""The sections a merchant can put on a page."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    BooleanBlock,
    CharBlock,
    ChoiceBlock,
    ListBlock,
    RichTextBlock,
    StreamBlock,
    StructBlock,
    TextBlock,
)
from wagtail.images.blocks import ImageChooserBlock

from .choosers import CategoryBlock, ProductChooserBlock
from .links import LinkBlock

RICH_TEXT = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "hr"]


class SectionBlock(StructBlock):
    hidden = BooleanBlock(label=_("Hide this section"), required=False)


class SlideBlock(StructBlock):
    picture = ImageChooserBlock(label=_("Picture"))
    eyebrow = CharBlock(label=_("Small line above"), required=False, max_length=40)
    heading = CharBlock(label=_("Heading"), required=False, max_length=80)
    text = TextBlock(label=_("Text"), required=False, max_length=200)
    link = LinkBlock(label=_("Link"))

    class Meta:
        label = _("Slide")


class CarouselBlock(SectionBlock):
    slides = ListBlock(SlideBlock(), label=_("Slides"), min_num=1, max_num=6)
    turns_itself = BooleanBlock(label=_("Turns by itself"), required=False)

    class Meta:
        icon = "image"
        label = _("Carousel")
        group = _("Banners")


class CategoryTileBlock(StructBlock):
    category = CategoryBlock(label=_("Category"))
    picture = ImageChooserBlock(label=_("Picture"), required=False)


class CategoryTilesBlock(SectionBlock):
    heading = CharBlock(label=_("Heading"), required=False, max_length=80)
    tiles = ListBlock(CategoryTileBlock(), label=_("Categories"), min_num=1, max_num=8)

    class Meta:
        icon = "grip"
        label = _("Categories")
        group = _("Products")


class ProductGridBlock(SectionBlock):
    heading = CharBlock(label=_("Heading"), required=False, max_length=80)
    text = CharBlock(label=_("Line below"), required=False, max_length=160)
    products = ListBlock(
        ProductChooserBlock(label=_("Product")),
        label=_("Hand-picked products"),
        max_num=24,
        default=[],
    )
    category = CategoryBlock(
        label=_("Or the newest of a category"),
        required=False,
        help_text=_("Without products and category: the newest of the shop."),
    )
    count = ChoiceBlock(
        label=_("How many"), choices=[("4", "4"), ("8", "8"), ("12", "12")], default="8"
    )
    arrangement = ChoiceBlock(
        label=_("Arrangement"),
        choices=[("grid", _("Grid")), ("row", _("One row to swipe"))],
        default="grid",
    )

    class Meta:
        icon = "tag"
        label = _("Products")
        group = _("Products")


class ImageTextBlock(SectionBlock):
    picture = ImageChooserBlock(label=_("Picture"))
    side = ChoiceBlock(
        label=_("Picture"),
        choices=[("start", _("Before the text")), ("end", _("After the text"))],
        default="start",
    )
    heading = CharBlock(label=_("Heading"), required=False, max_length=80)
    text = RichTextBlock(label=_("Text"), required=False, features=RICH_TEXT)
    link = LinkBlock(label=_("Link"))

    class Meta:
        icon = "image"
        label = _("Picture with text")
        group = _("Basics")


class RichTextSectionBlock(SectionBlock):
    heading = CharBlock(label=_("Heading"), required=False, max_length=80)
    text = RichTextBlock(label=_("Text"), features=RICH_TEXT)

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        group = _("Basics")


class NoticeBlock(SectionBlock):
    text = CharBlock(label=_("Text"), max_length=160)
    link = LinkBlock(label=_("Link"))

    class Meta:
        icon = "warning"
        label = _("Notice")
        group = _("Banners")


class PromiseBlock(StructBlock):
    icon = ChoiceBlock(
        label=_("Icon"),
        choices=[
            ("truck", _("Delivery")),
            ("return", _("Returns")),
            ("points", _("Points")),
            ("heart", _("Care")),
            ("box", _("Packaging")),
            ("check", _("Quality")),
        ],
        default="truck",
    )
    heading = CharBlock(label=_("Heading"), max_length=40)
    text = CharBlock(label=_("Text"), required=False, max_length=100)


class PromisesBlock(SectionBlock):
    promises = ListBlock(PromiseBlock(), label=_("Promises"), min_num=1, max_num=4)

    class Meta:
        icon = "check"
        label = _("Promises")
        group = _("Basics")


class Sections(StreamBlock):
    carousel = CarouselBlock()
    notice = NoticeBlock()
    products = ProductGridBlock()
    categories = CategoryTilesBlock()
    image_text = ImageTextBlock()
    rich_text = RichTextSectionBlock()
    promises = PromisesBlock()

    class Meta:
        max_num = 40
