"""One change for many products: `choose_products`, `start_bulk`, carried on in the background when they are many.

prices: what a price becomes, pure. acts: what each act does to a chunk of products. services: the job's way.
"""
