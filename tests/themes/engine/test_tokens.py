import pytest

from themes.engine.colours import contrast, darken_until_readable, ink_on
from themes.engine.packs import theme_pack, theme_packs
from themes.engine.tokens import TokenRefused, check_tokens, tokens_css

BASE = theme_pack("base").tokens


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("brand", "red;}body{display:none"),
        ("brand", "#fff"),
        ("brand", "url(https://evil.example/x)"),
        ("radius", "12px;color:red"),
        ("radius", 29),
        ("radius", -1),
        ("font-body", "Comic Sans, </style><script>"),
        ("nonsense", "#123456"),
    ],
)
def test_refuses_what_is_not_of_its_kind(name, value):
    with pytest.raises(TokenRefused) as refusal:
        check_tokens(BASE, {name: value})

    assert refusal.value.field == name


def test_takes_values_in_their_normal_form():
    checked = check_tokens(BASE, {"brand": " #AB12CD ", "radius": "8", "font-body": "serif"})

    assert checked == {"brand": "#ab12cd", "radius": 8, "font-body": "serif"}


def test_writes_the_shop_values_over_the_defaults():
    css = tokens_css(BASE, {"brand": "#ffe066", "radius": 8})

    assert "--brand:#ffe066;" in css
    assert "--radius:8px;" in css
    assert "--paper:#ffffff;" in css


def test_a_token_of_another_theme_is_left_out():
    assert "--gold" not in tokens_css(BASE, {"gold": "#ffffff"})


@pytest.mark.parametrize(
    "brand", ["#ffe066", "#1f4d3f", "#ff0000", "#777777", "#ffffff", "#000000"]
)
@pytest.mark.parametrize("paper", ["#ffffff", "#fdfcfa", "#202020"])
def test_every_brand_colour_stays_readable(brand, paper):
    assert contrast(ink_on(brand), brand) >= 4.5
    assert contrast(darken_until_readable(brand, paper), paper) >= 4.5


@pytest.mark.parametrize("pack", theme_packs().values(), ids=lambda pack: pack.code)
def test_the_defaults_of_every_theme_are_readable(pack):
    paper = pack.tokens["paper"].default

    assert contrast("#1b1a18", paper) >= 7
    assert {"en", "zh-hans"} <= pack.names.keys()
