"""Names as addresses and as sort keys."""

import secrets
import unicodedata

from django.utils.text import slugify


def slug_for(title: str, limit: int = 120) -> str:
    """An address made of a name: Chinese stays Chinese; a name without letters gets a random one."""
    return slugify(title, allow_unicode=True)[:limit].strip("-") or secrets.token_hex(4)


def sort_key(title: str) -> str:
    """Sorts Chinese by pinyin and everything else by letter, with any collation.

    GB 2312 lists its 3,755 common characters by pinyin, so a name's GBK bytes in hex are a key the database
    can sort without a Chinese collation (the embedded PostgreSQL has none).
    """
    plain = unicodedata.normalize("NFKC", title).strip().lower()
    return plain.encode("gb18030", "replace").hex()[:120]
