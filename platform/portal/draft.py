"""What a merchant has chosen so far in the wizard: kept in the session, so nothing is lost on the way."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, fields
from uuid import UUID, uuid4

from django.contrib.sessions.backends.base import SessionBase
from django.utils.translation import get_language

from .looks import suits

_KEY = "shop_draft"
STEPS = ("account", "shop", "trade", "look", "goods")


@dataclass
class ShopDraft:
    """`key` names the wish for one shop; a field is empty until its step was answered."""

    key: str = field(default_factory=lambda: str(uuid4()))
    name: str = ""
    slug: str = ""
    trade: str = ""
    language: str = ""
    currency: str = ""
    look: str = ""

    @classmethod
    def load(cls, session: SessionBase) -> ShopDraft:
        known = {f.name for f in fields(cls)}
        stored = session.get(_KEY, {})
        return cls(**{name: value for name, value in stored.items() if name in known})

    def save(self, session: SessionBase) -> None:
        session[_KEY] = asdict(self)

    @staticmethod
    def forget(session: SessionBase) -> None:
        session.pop(_KEY, None)

    @property
    def uuid(self) -> UUID:
        return UUID(self.key)

    def first_open_step(self, *, signed_in: bool) -> str:
        """The first step that has no answer yet; the last one when all have."""
        answered = {
            "account": signed_in,
            "shop": self.name and self.slug,
            "trade": self.trade,
            "look": self.look,
        }
        return next((step for step in STEPS if not answered.get(step)), STEPS[-1])

    def defaults(self) -> dict[str, str]:
        """What the forms start with: the answers, else what goes with the reader's language."""
        language = self.language or get_language() or "zh-hans"
        return {
            "name": self.name,
            "slug": self.slug,
            "trade": self.trade,
            "language": language,
            "currency": self.currency or ("CNY" if language == "zh-hans" else "USD"),
            "look": self.look or suits(self.trade),
        }
