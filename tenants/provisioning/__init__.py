"""Opening a shop: a template schema replayed, a pool of ready ones, steps that survive a crash.

services: `request_shop`, `run_opening`, `open_shop`, `retry_opening`; tasks keep template and pool ready and
look after what a dead worker left. Other modules add starter content through `ports`.
"""
