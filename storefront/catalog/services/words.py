from django.db import transaction

from ..models import OptionWord


@transaction.atomic
def save_words(words: dict[tuple[str, str], str]) -> None:
    """Options' names and values in other languages, by (word, language); told later wins."""
    if not words:
        return
    OptionWord.objects.bulk_create(
        [OptionWord(word=w, language=language, text=text) for (w, language), text in words.items()],
        update_conflicts=True,
        unique_fields=["word", "language"],
        update_fields=["text"],
    )
