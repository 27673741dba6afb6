"""Which column of a file means what: guessed from its heading, in English and Chinese, corrected by a person."""

from collections.abc import Sequence

from . import columns
from .columns import column_name, in_language

IGNORED = ""
OPTION = "@option"  # its heading is an option's name, its cells are the values

_CHINESE = {
    columns.HANDLE: ("商品标识", "标识", "链接地址", "商品链接", "spu编码", "商品id"),
    columns.TITLE: ("商品名称", "商品名", "商品标题", "名称", "标题", "品名"),
    columns.BODY: ("商品描述", "描述", "商品详情", "详情", "商品介绍"),
    columns.VENDOR: ("品牌", "商品品牌", "供应商", "厂商"),
    columns.CATEGORY: ("商品分类", "分类", "类目", "商品类目", "商品分组", "分组"),
    columns.TYPE: ("商品类型", "类型"),
    columns.TAGS: ("标签", "商品标签"),
    columns.STATUS: ("状态", "商品状态", "上架状态", "销售状态"),
    columns.SKU: (
        "sku",
        "sku编码",
        "规格编码",
        "商家编码",
        "商品编码",
        "货号",
        "商品货号",
        "品牌货号",
        "款号",
        "型号",
    ),
    columns.BARCODE: ("条码", "条形码", "商品条码", "国际条码"),
    columns.PRICE: ("价格", "售价", "销售价", "销售价格", "零售价", "单价", "商品价格"),
    columns.COMPARE_AT: ("原价", "划线价", "市场价", "吊牌价"),
    columns.COST: ("成本", "成本价", "进价", "进货价"),
    columns.QUANTITY: ("库存", "库存数", "库存数量", "库存量", "商品库存", "可用库存", "数量"),
    columns.GRAMS: ("重量", "重量(g)", "重量（克）", "重量(克)", "商品重量", "weight"),
    columns.IMAGE: (
        "图片",
        "商品图片",
        "照片",
        "主图",
        "图片链接",
        "图片地址",
        "商品主图",
        "image",
        "image url",
    ),
    columns.IMAGE_ALT: ("图片说明", "图片描述"),
    columns.VARIANT_IMAGE: ("规格图片", "sku图片"),
    columns.SEO_TITLE: ("seo标题", "搜索引擎标题"),
    columns.SEO_DESCRIPTION: ("seo描述", "搜索引擎描述"),
    columns.OPTION_NAMES[0]: ("规格名1", "规格1名称", "规格名"),
    columns.OPTION_NAMES[1]: ("规格名2", "规格2名称"),
    columns.OPTION_NAMES[2]: ("规格名3", "规格3名称"),
    columns.OPTION_VALUES[0]: ("规格值1", "规格1值", "规格值"),
    columns.OPTION_VALUES[1]: ("规格值2", "规格2值"),
    columns.OPTION_VALUES[2]: ("规格值3", "规格3值"),
}
_MORE = {
    columns.TITLE: ("name", "product name", "product", "product title"),
    columns.BODY: ("body", "details", "body html"),
    columns.VENDOR: ("brand",),
    columns.CATEGORY: ("category", "categories", "collection"),
    columns.QUANTITY: (
        "stock",
        "stock level",
        "in stock",
        "quantity",
        "qty",
        "inventory",
        "on hand",
    ),
    columns.COMPARE_AT: ("original price", "rrp", "list price"),
    columns.PRICE: ("selling price", "retail price", "unit price"),
    columns.COST: ("cost", "cost price"),
    columns.SKU: ("item number", "item no", "article number"),
    columns.IMAGE: ("picture", "pictures", "photo", "photos", "images", "image link"),
    columns.HANDLE: ("slug", "product id"),
}
_OPTIONS = (
    "颜色",
    "尺码",
    "尺寸",
    "规格",
    "容量",
    "口味",
    "款式",
    "color",
    "colour",
    "size",
    "flavour",
)
_BY_NAME = {
    name: column for table in (_CHINESE, _MORE) for column, names in table.items() for name in names
}
# what a person may choose from; the rest of Shopify's columns says nothing here
OFFERED = (
    *(columns.TITLE, columns.HANDLE, columns.BODY, columns.PRICE, columns.COMPARE_AT, columns.COST),
    *(columns.QUANTITY, columns.SKU, columns.BARCODE, columns.GRAMS, columns.CATEGORY),
    *(columns.OTHER_CATEGORIES, columns.TAGS, columns.VENDOR, columns.TYPE, columns.STATUS),
    *(columns.IMAGE, columns.IMAGE_POSITION, columns.IMAGE_ALT, columns.VARIANT_IMAGE),
    *(columns.SEO_TITLE, columns.SEO_DESCRIPTION),
    *columns.OPTION_NAMES,
    *columns.OPTION_VALUES,
    *(columns.TRACKER, columns.PUBLISHED, columns.SHIPPED, columns.TAXABLE, columns.GIFT_CARD),
)


def guess(headings: Sequence[str], remembered: dict[str, str]) -> list[str]:
    """A column for each heading, each at most once; `remembered` is how a person once corrected it."""
    taken: set[str] = set()
    guessed = []
    for heading in headings:
        column = remembered.get(_plain(heading))
        column = _guess(heading) if column is None else column
        if column in taken and column != OPTION:
            column = IGNORED
        taken.add(column)
        guessed.append(column)
    return guessed


def left_out_before(headings: Sequence[str], remembered: dict[str, str]) -> list[str]:
    """Headings that are known, and are left out only because a person once did so."""
    columns = zip(headings, guess(headings, remembered), guess(headings, {}), strict=True)
    return [name for name, now, anew in columns if now == IGNORED and anew != IGNORED]


def to_remember(headings: Sequence[str], chosen: Sequence[str]) -> dict[str, str]:
    return {_plain(heading): column for heading, column in zip(headings, chosen, strict=True)}


def offered(languages: Sequence[str]) -> list[str]:
    """All that can be chosen, with the columns of the shop's other languages."""
    named = (*columns.TRANSLATED.values(), *columns.OPTION_NAMES, *columns.OPTION_VALUES)
    return [*OFFERED, *(in_language(column, code) for code in languages for column in named)]


def _guess(heading: str) -> str:
    plain = _plain(heading)
    if plain in _BY_NAME:
        return _BY_NAME[plain]
    if plain in _OPTIONS:
        return OPTION
    known = column_name(heading)
    is_known = known in columns.COLUMNS or known.rpartition(" [")[0] in columns.COLUMNS
    return known if is_known else IGNORED


def _plain(heading: str) -> str:
    return " ".join(heading.strip().lower().replace("*", "").split())
