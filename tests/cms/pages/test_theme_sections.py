"""Every section is shown by every theme."""

import pytest

from cms.blocks.sections import Sections
from themes.customizer.services import choose_theme
from themes.engine.packs import theme_packs

from .pages import designed, items, section

pytestmark = pytest.mark.django_db
LINK = {"text": "看", "address": "/products/"}


def every_section(picture: int, category: int) -> list[dict]:
    slide = {"picture": picture, "eyebrow": "小", "heading": "大", "text": "文", "link": LINK}
    return [
        section("carousel", slides=items(slide, slide), turns_itself=True),
        section("notice", text="公告", link=LINK),
        section("products", heading="商品", text="新", products=[], count="4", arrangement="row"),
        section("categories", heading="分类", tiles=items({"category": str(category)})),
        section(
            "image_text", picture=picture, side="end", heading="故事", text="<p>甲</p>", link=LINK
        ),
        section("rich_text", heading="标题", text="<p>乙</p>"),
        section("promises", promises=items({"icon": "truck", "heading": "快", "text": "丙"})),
    ]


@pytest.mark.parametrize("theme", theme_packs())
def test_all_of_them(browser, in_shop_a, theme):
    from media.services import add_image
    from storefront.catalog.services import save_category
    from tests.storefront.catalog.goods import picture_file, product

    picture = add_image(picture_file(800, 600), name="a.jpg", title="a")
    product("草帽")
    choose_theme(theme)
    sections = every_section(picture.pk, save_category(title="帽子", slug="hats").pk)
    designed(*sections)

    answer = browser.get("/zh/")

    assert {one["type"] for one in sections} == set(Sections().child_blocks)
    assert answer.status_code == 200
    for text in ("公告", "草帽", "帽子", "故事", "甲", "乙", "丙", "大"):
        assert text in answer.content.decode()
