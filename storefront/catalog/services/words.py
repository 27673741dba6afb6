from django.db import transaction

from ..models import OptionWord

Words = dict[tuple[str, str], str]  # (word, language): translation


@transaction.atomic
def save_words(words: Words) -> None:
    """Options' names and values in other languages; told later wins, an empty one is forgotten."""
    told = {key: text.strip()[:255] for key, text in words.items()}
    forgotten = [key for key, text in told.items() if not text]
    for word, language in forgotten:
        OptionWord.objects.filter(word=word, language=language).delete()
    OptionWord.objects.bulk_create(
        [OptionWord(word=w, language=lang, text=text) for (w, lang), text in told.items() if text],
        update_conflicts=True,
        unique_fields=["word", "language"],
        update_fields=["text"],
    )
