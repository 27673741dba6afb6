"""Who buys in the demo shops. Names, numbers and addresses are made up."""

from dataclasses import dataclass
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from kernel import clock
from storefront.customers.services import customer_of_user, save_address
from tenants.accounts.models import User

SHOPPER = "shopper@example.com"
PASSWORD = "demo-mall-2026"  # of accounts that exist in development only

_NAMES = (
    ("林小满", "shopper"), ("周可", "zhouke"), ("Emma Clarke", "emma"), ("陈一诺", "yinuo"), ("何田", "hetian"),
    ("Oliver Wang", "oliver"), ("苏晚", "suwan"), ("赵屿", "zhaoyu"), ("许知夏", "zhixia"), ("Lucas Meyer", "lucas"),
    ("沈青禾", "qinghe"), ("顾言", "guyan"), ("唐果", "tangguo"), ("Mia Rossi", "mia"), ("叶澜", "yelan"),
    ("方舟", "fangzhou"), ("宋词", "songci"), ("Noah Kim", "noah"), ("江月白", "yuebai"), ("罗一", "luoyi"),
    ("程雨", "chengyu"), ("Chloe Martin", "chloe"), ("白露", "bailu"), ("秦朗", "qinlang"), ("夏木", "xiamu"),
    ("梁辰", "liangchen"),
)  # fmt: skip
_PLACES = (
    ("浙江", "杭州", "西湖区", "文三路 90 号"), ("上海", "上海", "徐汇区", "衡山路 12 弄 3 号"),
    ("广东", "深圳", "南山区", "科技园南路 5 号"), ("四川", "成都", "锦江区", "春熙路 28 号"),
    ("北京", "北京", "朝阳区", "三里屯路 19 号"), ("江苏", "苏州", "姑苏区", "平江路 44 号"),
    ("湖北", "武汉", "武昌区", "昙华林 7 号"), ("陕西", "西安", "雁塔区", "大雁塔北路 66 号"),
)  # fmt: skip


@dataclass(frozen=True)
class Person:
    user: User
    address: dict[str, Any]


class People:
    """The members so far; the next one joins when somebody new is wanted."""

    def __init__(self) -> None:
        self._password = make_password(PASSWORD)  # once: hashing is slow on purpose
        self.known: list[Person] = []

    @property
    def waiting(self) -> int:
        return len(_NAMES) - len(self.known)

    def join(self) -> Person:
        place = len(self.known)
        name, mailbox = _NAMES[place]
        phone = f"1380013{8001 + place}"
        email = f"{mailbox}@example.com"
        user = User(username=email, email=email, name=name, phone=f"+86{phone}")
        user.phone_verified_at = clock.now()  # else signing in asks for a code first
        user.password = self._password
        user.save()
        EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
        person = Person(user, _address(name, phone, place))
        save_address(customer_of_user(user), **person.address)
        self.known.append(person)
        return person


def _address(name: str, phone: str, place: int) -> dict[str, Any]:
    region, city, district, line1 = _PLACES[place % len(_PLACES)]
    return {
        "name": name, "phone": phone, "country": "CN", "region": region, "city": city,
        "district": district, "line1": line1, "line2": "", "postcode": "",
    }  # fmt: skip
