"""Products from a file in Shopify's export format, in the background.

reading: bytes to rows to one group a product. parsing: a group to what it says of a product. applying: into the
shop, a chunk a transaction. fetching: the pictures afterwards. services: start and carry on.
"""
