"""Reads. Texts are in the page's language and fall back to the shop's main one; every read takes a fixed
number of queries, whatever it returns.
"""

from .cards import CardPage, Facet, FacetValue, ListFilter, ProductCard, Sort
from .categories import CategoryNode, categories_tree, category_by_slug
from .detail import OptionValueView, OptionView, ProductDetail, VariantView, product_by_slug
from .lists import Newest, list_cards, shelves
from .named import NamedProduct, named_products
from .sale import VariantForSale, variants_for_sale, variants_found, variants_without_weight

__all__ = [
    "CardPage",
    "CategoryNode",
    "Facet",
    "FacetValue",
    "ListFilter",
    "NamedProduct",
    "Newest",
    "OptionValueView",
    "OptionView",
    "ProductCard",
    "ProductDetail",
    "Sort",
    "VariantForSale",
    "VariantView",
    "categories_tree",
    "category_by_slug",
    "list_cards",
    "named_products",
    "product_by_slug",
    "shelves",
    "variants_for_sale",
    "variants_found",
    "variants_without_weight",
]
