import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.pages.models import HomePage
from media.services import add_image
from storefront.catalog.services import save_category
from tests.storefront.catalog.goods import picture_file, product

from .pages import designed, items, section

pytestmark = pytest.mark.django_db


def html(browser, address="/zh/") -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_new_shop_has_a_designed_front_page_in_both_languages(browser):
    assert "好物，值得慢慢挑" in html(browser)
    assert "Good things, well chosen" in html(browser, "/en/")


def test_shows_hand_picked_products_in_their_order(browser, in_shop_a):
    hat, coat, bag = (product(name, slug=f"p{i}") for i, name in enumerate(("帽子", "大衣", "包")))
    designed(section("products", heading="精选", products=items(coat.pk, hat.pk)))

    page = html(browser)

    assert page.index("大衣</a>") < page.index("帽子</a>")
    assert "包</a>" not in page


def test_shows_the_newest_of_a_category(browser, in_shop_a):
    hats = save_category(title="帽子", slug="hats")
    product("草帽", category_ids=[hats.pk])
    product("大衣")
    designed(section("products", heading="帽子", category=str(hats.pk), count="4", products=[]))

    page = html(browser)

    assert "草帽</a>" in page
    assert "大衣</a>" not in page


def test_what_is_gone_from_the_shop_leaves_no_hole(browser, in_shop_a):
    designed(
        section("products", heading="没有了", products=items(999)),
        section("image_text", picture=999, heading="还在", text="<p>在</p>", link={"product": 999}),
        section("categories", heading="空", tiles=items({"category": "999"})),
        section("rich_text", heading="文字", text="<p>你好</p>"),
    )

    page = html(browser)

    assert "没有了" not in page
    assert "还在" in page
    assert "你好" in page


def test_the_picture_a_visitor_waits_for_is_asked_for_first(browser, in_shop_a):
    """A line of news above the carousel does not make its picture one for later."""
    picture = add_image(picture_file(800, 600), name="a.jpg", title="A").pk
    slides = items({"picture": picture, "heading": "One"}, {"picture": picture, "heading": "Two"})
    designed(
        section("notice", text="News"),
        section("carousel", slides=slides),
        section("image_text", picture=picture, heading="Story", text="<p>…</p>"),
    )

    pictures = re.findall(r"<img class=\"slide-picture\"[^>]*>", html(browser))

    assert [('fetchpriority="high"' in tag, 'loading="lazy"' in tag) for tag in pictures] == [
        (True, False),
        (False, True),
    ]
    assert html(browser).count('fetchpriority="high"') == 1


def test_a_hidden_section_is_not_shown(browser, in_shop_a):
    designed(section("notice", text="秘密", hidden=True), section("notice", text="公开"))

    page = html(browser)

    assert "秘密" not in page
    assert "公开" in page


def test_rich_text_is_cleaned(browser, in_shop_a):
    text = '<p onclick="x()">好<script>alert(1)</script><a href="javascript:x()">a</a></p>'
    designed(section("rich_text", text=text))

    page = html(browser)

    assert "alert(1)" not in page
    assert "onclick" not in page
    assert "javascript:" not in page


def test_a_link_to_a_path_keeps_the_language(browser, in_shop_a):
    designed(
        section("notice", text="新品", link={"text": "看", "address": "/products/?sort=price"})
    )

    assert 'href="/zh/products/?sort=price"' in html(browser)


def test_many_sections_take_few_statements(browser, in_shop_a):
    shelf = save_category(title="帽子", slug="hats")
    picked = [product(f"帽子 {i}", category_ids=[shelf.pk]).pk for i in range(6)]
    designed(
        *(section("products", heading=str(i), products=items(*picked)) for i in range(5)),
        *(
            section("products", heading=f"n{i}", category=str(shelf.pk), count="8")
            for i in range(3)
        ),
        *(section("notice", text="a", link={"product": picked[0]}) for _ in range(5)),
    )
    browser.get("/zh/")

    with CaptureQueriesContext(connection) as captured:
        browser.get("/zh/")

    asked = [
        q["sql"] for q in captured if not q["sql"].startswith(("SET ", "SAVEPOINT", "RELEASE"))
    ]
    assert len(asked) <= 8, asked


def test_no_page_can_be_called_private(in_shop_a, owner_client):
    """The shop shows every published page to everybody, so the editor must not promise otherwise."""
    page = HomePage.objects.first()
    path = f"/pages/{page.pk}/privacy/"
    assert b"restriction_type" not in owner_client.get(path).content
    owner_client.post(path, {"restriction_type": "login"})
    assert not page.get_view_restrictions().exists()
