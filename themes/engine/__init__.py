"""Which template and which tokens a shop shows.

A theme pack is a folder of data in themes/packs: theme.toml, templates/, static/. `loader` finds `shop/...`
templates in the active pack, `packs` reads theme.toml, `tokens` checks values and writes them as CSS.
"""
