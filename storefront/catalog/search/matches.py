"""Which products a query means, best first."""

from django.db import connection, transaction

from .documents import quoted
from .words import dashed_parts, pairs_of, plain, query_words

LIMIT = 600  # 25 pages: nobody reads on, and what follows looks at each of them

# names that hold all the words; the other texts only when these are few, so that a word that half the shop has
# does not make every document be ranked
_BY_WORDS = """
    WITH named AS (
        SELECT product_id, vector FROM catalog_searchdocument WHERE vector @@ ({names}) LIMIT %s
    ), told AS (
        SELECT product_id, vector FROM catalog_searchdocument
        WHERE (SELECT count(*) FROM named) < %s AND vector @@ ({query}) LIMIT %s
    )
    SELECT product_id FROM (SELECT * FROM named UNION ALL SELECT * FROM told {whole_too}) AS found
    GROUP BY product_id
    ORDER BY {whole_first} max(ts_rank('{{0.05, 0.2, 0.6, 1.0}}', vector, ({query}))) DESC, product_id DESC LIMIT %s
"""
_WHOLE_TOO = """
    UNION ALL
    (SELECT product_id, vector FROM catalog_searchdocument WHERE vector @@ %s::tsquery LIMIT %s)
"""
_WHOLE_FIRST = "bool_or(vector @@ %s::tsquery) DESC,"
MOST_NAMED, MOST_TOLD = 1_500, 3_000
_ALIKE = """
    SELECT product_id FROM ({candidates}) AS alike
    GROUP BY product_id ORDER BY max(word_similarity(%s, words)) DESC, product_id DESC LIMIT %s
"""
_WITH_NUMBERS = "%s <%% words AND vector @@ %s::tsquery"
_CANDIDATES = "(SELECT product_id, words FROM catalog_searchdocument WHERE {condition} LIMIT %s)"
_USE_THE_INDEX = (
    "SET LOCAL enable_seqscan = off"  # a limit makes reading all look cheap; it never is
)
CANDIDATES = 1_000  # of each kind: what is alike is compared letter by letter
LEAST_ALIKE = "0.38"  # jaket and jacket are 0.44, hoddie and hoodie 0.4, shirt and skirt 0.33
# a dash makes two words of one: all-zzz and whatever has "all" in it are 0.5; v-nek and v-neck are 0.67
LEAST_ALIKE_DASHED = "0.6"


def matching_products(query: str) -> list[int]:
    """Ids, best match first; of any status. One query, and another when no product has all the words.

    All words must be there (whole, as a beginning, or as an English stem); a word with dashes whole, or its parts
    side by side, and who has it whole comes first. When no product has them, typing errors and parts of a SKU
    count; numbers between dashes are never taken for a typing error.
    """
    words = query_words(query)
    if not words:
        return []
    return _by_words(words) or _alike(plain(query)[:100].strip(), words)


def _by_words(words: list[str]) -> list[int]:
    names = " && ".join(["%s::tsquery"] * len(words))
    query = " && ".join(["(%s::tsquery || plainto_tsquery('english', %s))"] * len(words))
    in_names = [_word_query(word, weight="A") for word in words]
    given = [value for word in words for value in (_word_query(word), word)]
    dashed = [quoted(word) for word in words if dashed_parts(word)]
    whole = " & ".join(dashed)
    values: list[str | int] = [*in_names, MOST_NAMED, MOST_NAMED, *given, MOST_TOLD]
    values += [whole, LIMIT, whole] if whole else []
    values += [*given, LIMIT]
    extra = {"whole_too": _WHOLE_TOO, "whole_first": _WHOLE_FIRST}
    text = _BY_WORDS.format(
        names=names, query=query, **(extra if whole else dict.fromkeys(extra, ""))
    )
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_USE_THE_INDEX)
        cursor.execute(text, values)
        return [row[0] for row in cursor.fetchall()]


def _alike(text: str, words: list[str]) -> list[int]:
    like = "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    pieces = [piece for word in words for piece in dashed_parts(word)]
    numbers = [quoted(piece) for piece in pieces if any(map(str.isdecimal, piece))]
    wanted = {"words LIKE %s": [like], "%s <%% words": [text]}
    if numbers:
        wanted = {"words LIKE %s": [like], _WITH_NUMBERS: [text, " & ".join(numbers)]}
    pairs = [quoted(pair) for word in words for pair in pairs_of(word)]
    if pairs:
        wanted["vector @@ %s::tsquery"] = [" | ".join(pairs)]
    candidates = " UNION ALL ".join(_CANDIDATES.format(condition=each) for each in wanted)
    given: list[str | int] = []
    for values in wanted.values():
        given += [*values, CANDIDATES]
    least = LEAST_ALIKE_DASHED if pieces else LEAST_ALIKE
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL pg_trgm.word_similarity_threshold = {least}")
        cursor.execute(_USE_THE_INDEX)
        cursor.execute(_ALIKE.format(candidates=candidates), [*given, text, LIMIT])
        return [row[0] for row in cursor.fetchall()]


def _word_query(word: str, weight: str = "") -> str:
    """The word or what begins with it, or else all its pieces, those of a dashed word side by side.

    Only in texts of that weight.
    """
    of_weight = f":{weight}" if weight else ""
    dashed = dashed_parts(word)
    beside = " <-> " if dashed else " & "
    pieces = beside.join(f"{quoted(piece)}{of_weight}" for piece in dashed or pairs_of(word))
    beginning = f"{quoted(word)}:*{weight}"
    return f"{beginning} | ({pieces})" if pieces else beginning
