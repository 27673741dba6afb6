import json
import re

import pytest

from tests.storefront.catalog.goods import product

from .goods import coat

pytestmark = pytest.mark.django_db


def page(browser, address: str = "/zh/products/wool-coat/") -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def picker(html: str) -> dict[str, dict]:
    data = re.search(r'<script id="variants" type="application/json">(.*?)</script>', html, re.S)
    return {"/".join(one["values"]): one for one in json.loads(data[1])}


def structured(html: str, kind: str) -> dict:
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)
    return next(d for d in map(json.loads, blocks) if d["@type"] == kind)


def test_shows_the_first_variant_that_can_be_bought(browser):
    red_m = coat().variants.get(sku="C-R-M")

    html = page(browser)

    assert '<h1 class="product-title">羊毛大衣</h1>' in html
    assert f'name="variant" value="{red_m.pk}"' in html
    assert "data-price>¥199.00<" in html


def test_the_picker_knows_price_stock_and_picture_of_every_variant(browser):
    coat()

    variants = picker(page(browser))

    assert variants["蓝/L"]["price"] == "¥219.00"
    assert variants["蓝/L"]["was"] == "¥259.00"
    assert variants["蓝/L"]["picture"] == 2
    assert variants["红/M"]["picture"] == 1
    assert variants["红/L"]["stock"]["buy"] is False
    assert variants["红/M"]["stock"]["tone"] == "is-warn"


def test_never_tells_how_many_there_are_beyond_the_last_few(browser):
    coat()

    html = page(browser)

    assert "50" not in json.dumps(picker(html)["蓝/M"]["stock"])


def test_choosing_works_without_script(browser):
    blue_l = coat().variants.get(sku="C-B-L")

    html = page(browser, "/zh/products/wool-coat/?option1=蓝&option2=L")

    assert f'name="variant" value="{blue_l.pk}"' in html
    assert "data-price>¥219.00<" in html


def test_the_options_count_more_than_the_variant_shown_before(browser):
    variants = coat().variants
    blue_l, red_m = variants.get(sku="C-B-L"), variants.get(sku="C-R-M")

    html = page(browser, f"/zh/products/wool-coat/?option1=蓝&option2=L&variant={red_m.pk}")

    assert f'name="variant" value="{blue_l.pk}"' in html


def test_buying_works_without_script_on_a_page_with_a_token(browser):
    blue_l = coat().variants.get(sku="C-B-L")

    html = page(browser, "/zh/products/wool-coat/purchase/?option1=蓝&option2=L&quantity=2")

    assert "csrfmiddlewaretoken" in html
    assert f'name="variant" value="{blue_l.pk}"' in html


def test_a_press_before_the_script_runs_leads_to_that_page_too(browser):
    coat()

    html = page(browser, "/zh/products/wool-coat/")

    form = re.search(r"<form[^>]*data-buy=[^>]*>", html)[0]
    assert 'action="/zh/products/wool-coat/purchase/"' in form
    assert "method" not in form  # GET: what is posted without a token is refused


def test_a_sold_out_variant_cannot_be_bought(browser):
    red_l = coat().variants.get(sku="C-R-L")

    html = page(browser, f"/zh/products/wool-coat/?variant={red_l.pk}")

    button = re.search(r"<button[^>]*data-buy-button[^>]*>", html)[0]
    assert " disabled" in button


def test_nothing_of_the_visitor_is_on_the_page(browser):
    coat()

    answer = browser.get("/zh/products/wool-coat/")

    assert "csrfmiddlewaretoken" not in answer.content.decode()
    assert not answer.cookies
    assert "Cookie" not in answer.headers.get("Vary", "")


def test_in_the_other_language_with_links_between_both(browser):
    coat()

    html = page(browser, "/en/products/wool-coat/")

    assert '<html lang="en">' in html
    assert "Wool coat</h1>" in html
    assert "Thick wool" in html
    origin = "http://alpha.shop.localhost:8000"
    assert f'<link rel="canonical" href="{origin}/en/products/wool-coat/">' in html
    for language, prefix in (("zh-hans", "zh"), ("en", "en"), ("x-default", "zh")):
        link = f'hreflang="{language}" href="{origin}/{prefix}/products/wool-coat/"'
        assert link in html


def test_structured_data_has_an_offer_for_every_variant(browser):
    coat()

    data = structured(page(browser), "Product")

    assert data["name"] == "羊毛大衣"
    assert data["description"] == "厚实 羊毛"
    assert len(data["offers"]) == 4
    sold_out = next(offer for offer in data["offers"] if offer["sku"] == "C-R-L")
    assert sold_out["price"] == "199.00"
    assert sold_out["priceCurrency"] == "CNY"
    assert sold_out["availability"] == "https://schema.org/OutOfStock"
    assert all(image.startswith("http://alpha.shop.localhost") for image in data["image"])


def test_a_name_cannot_break_out_of_the_structured_data(browser):
    product("</script><script>alert(1)</script>", slug="evil")

    html = page(browser, "/zh/products/evil/")

    assert "<script>alert" not in html


def test_pictures_have_sizes_and_only_the_first_is_loaded_at_once(browser):
    coat()

    gallery = re.search(r"data-gallery-track.*?</ul>", page(browser), re.S)[0]
    images = re.findall(r"<img [^>]*>", gallery)

    assert [('fetchpriority="high"' in one, 'loading="lazy"' in one) for one in images] == [
        (True, False),
        (False, True),
    ]
    assert all(
        re.search(r'srcset="\S+ 320w.*" sizes=".*" width="\d+" height="\d+"', i) for i in images
    )


def test_a_draft_or_unknown_product_is_not_found(browser):
    product("秘密", slug="secret", status="draft")

    assert browser.get("/zh/products/secret/").status_code == 404
    assert browser.get("/zh/products/nothing/").status_code == 404


def test_a_wrong_choice_shows_the_product_all_the_same(browser):
    coat()

    for choice in ("variant=abc", "variant=999999", "option1=紫&option2=M", "option1=红"):
        page(browser, f"/zh/products/wool-coat/?{choice}")
