"""Writes of an owner's export: `order_export`, `write_export` (the worker), `note_download`, `look_after`."""

from .exports import note_download, order_export, write_export
from .janitor import look_after

__all__ = ["look_after", "note_download", "order_export", "write_export"]
