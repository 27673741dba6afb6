"""Sections a page is made of.

`sections.Sections` is the StreamField's block; `shown.shown_sections(stream)` turns its stored data into what
the theme's `shop/sections/<type>.html` templates show, in a fixed number of queries for the whole page.
"""
