"""Filters of a list under a name: `save_view`, `change_view`, `delete_view`; `views_of` for the tabs.

A list takes part by setting `saved_views = "orders"` on its ListScreen; nothing else is needed.
"""
