"""Sample goods, so that a new shop can be looked at before it has goods of its own.

goods: what they are (clothing.toml). drawing: their pictures, drawn. prepared: pictures and search words, made once
an installation in a folder that all shops share. starter: into a shop, by links and a dozen statements.
"""
