"""Which products a query means, best first."""

from django.db import connection, transaction

from .documents import quoted
from .words import parts, plain, query_words

LIMIT = 2_000

_BY_WORDS = """
    SELECT product_id FROM catalog_searchdocument WHERE vector @@ {query}
    GROUP BY product_id
    ORDER BY max(ts_rank('{{0.05, 0.2, 0.6, 1.0}}', vector, {query})) DESC, product_id DESC LIMIT %s
"""
_ALIKE = """
    SELECT product_id FROM catalog_searchdocument
    WHERE words LIKE %s OR %s <%% words {or_pieces}
    GROUP BY product_id ORDER BY max(word_similarity(%s, words)) DESC, product_id DESC LIMIT %s
"""
LEAST_ALIKE = "0.38"  # jaket and jacket are 0.44, hoddie and hoodie 0.4, shirt and skirt 0.33


def matching_products(query: str) -> list[int]:
    """Ids, best match first; of any status. One query, and another when no product has all the words.

    All words must be there (whole, as a beginning, or as an English stem). When no product has them, typing
    errors and parts of a SKU count.
    """
    words = query_words(query)
    if not words:
        return []
    return _by_words(words) or _alike(plain(query)[:100].strip(), words)


def _by_words(words: list[str]) -> list[int]:
    query = " && ".join(["(%s::tsquery || plainto_tsquery('english', %s))"] * len(words))
    given = [value for word in words for value in (_word_query(word), word)]
    with connection.cursor() as cursor:
        cursor.execute(_BY_WORDS.format(query=f"({query})"), [*given, *given, LIMIT])
        return [row[0] for row in cursor.fetchall()]


def _alike(text: str, words: list[str]) -> list[int]:
    pieces = [piece for word in words for piece in parts(word)]
    any_piece = " | ".join(quoted(piece) for piece in pieces)
    like = "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    sql = _ALIKE.format(or_pieces="OR vector @@ %s::tsquery" if pieces else "")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL pg_trgm.word_similarity_threshold = {LEAST_ALIKE}")
        given: list[str | int] = [like, text, *([any_piece] if pieces else []), text, LIMIT]
        cursor.execute(sql, given)
        return [row[0] for row in cursor.fetchall()]


def _word_query(word: str) -> str:
    """The word or what begins with it, or else all its pieces."""
    pieces = " & ".join(quoted(piece) for piece in parts(word))
    beginning = f"{quoted(word)}:*"
    return f"{beginning} | ({pieces})" if pieces else beginning
