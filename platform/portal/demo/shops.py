"""What the demo shops are: their names, brands and how busy they are."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ShopPlan:
    """`a_day`: orders on an ordinary day three months ago; `weekend`: how much busier it is then.

    `icon` of the logo, on a disc of `brand`. `days_to_send`: from payment to parcel.
    """

    slug: str
    name: str
    trade: str
    look: str
    slogan: str
    story: str
    icon: str
    brand: str
    a_day: float
    weekend: float
    basket: tuple[int, ...]
    days_to_send: float
    seed: int
    free_over_minor: int = 199_00


SHOPS = (
    ShopPlan(
        slug="demo",
        name="四季衣橱 Four Seasons",
        trade="clothing",
        look="clothing",
        slogan="好穿，好看，好好穿很久 · Made to be worn for years",
        story="2018 年从一间二十平米的小店开始，我们只做经得起多洗多穿的衣服。"
        "面料自己摸过，版型自己试过，袖口的线头自己剪过。",
        icon="coat",
        brand="#1b1a18",
        a_day=0.75,
        weekend=1.5,
        basket=(1, 1, 2, 2, 3),
        days_to_send=1.0,
        seed=2026,
    ),
    ShopPlan(
        slug="demo-fresh",
        name="田野鲜生 Field & Fresh",
        trade="food",
        look="fresh",
        slogan="今天采的，明天到家 · Picked today, home tomorrow",
        story="我们在十一个产地各有一位合伙人，凌晨采摘，当天打包，冷链发出。"
        "不打蜡、不催熟，坏了包赔。",
        icon="leafy-green",
        brand="#1f7a3d",
        a_day=0.8,
        weekend=1.25,
        basket=(2, 2, 3, 3, 4),
        days_to_send=0.4,
        seed=7,
        free_over_minor=99_00,
    ),
    ShopPlan(
        slug="demo-hotel",
        name="云栖山居 Cloudrest",
        trade="hotel",
        look="hotel",
        slogan="住进山里，慢下来 · Stay in the hills, slow down",
        story="一座茶厂改成的山居，二十六间房，一方湖，一条小路通到山顶。"
        "老板是本地人，厨师是老板的舅舅。",
        icon="mountain",
        brand="#2f4858",
        a_day=0.65,
        weekend=2.1,
        basket=(1, 1, 1, 2),
        days_to_send=1.0,
        seed=42,
    ),
)
