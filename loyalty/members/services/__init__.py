"""Who becomes a member, what staff write about them, and the tags they put on them."""

from .joining import member_of, member_of_customer
from .notes import add_note
from .tags import put_tags, take_tags

__all__ = ["add_note", "member_of", "member_of_customer", "put_tags", "take_tags"]
