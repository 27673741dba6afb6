"""The categories in a shop's header: the first ones of the tree, which the catalogue keeps near."""

from storefront.catalog.selectors import CategoryNode, categories_tree

IN_HEADER = 7


def navigation() -> list[CategoryNode]:
    return categories_tree()[:IN_HEADER]
