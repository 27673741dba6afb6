from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models


class SearchDocument(models.Model):
    """What search knows of a product in one language.

    vector: words cut by rjieba, weighted A (name) to D (description); words: name, SKUs and brand as plain
    lower-case text, for trigrams (typing errors, parts of a SKU).
    """

    product = models.ForeignKey(
        "catalog.Product", on_delete=models.CASCADE, related_name="search_documents"
    )
    language = models.CharField(max_length=10)
    vector = SearchVectorField()
    words = models.TextField()

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["product", "language"], name="one_search_document_a_language"
            )
        ]
        indexes = [
            GinIndex(fields=["vector"], name="search_by_vector"),
            GinIndex(fields=["words"], opclasses=["gin_trgm_ops"], name="search_by_trigram"),
        ]

    def __str__(self) -> str:
        return self.words
