"""Writes about staff: who works here, as what, and how they come in."""

from .invitations import accept_invitation, invite, revoke_invitation, send_again
from .ownership import transfer_ownership
from .people import (
    add_staff,
    change_role,
    end_access,
    end_access_of,
    end_sessions_of,
    enter,
    let_in,
    remove_staff,
    staff_by_password,
)
from .rules import require_two_factor
from .second_factor import reset_second_factor

__all__ = [
    "accept_invitation",
    "add_staff",
    "change_role",
    "end_access",
    "end_access_of",
    "end_sessions_of",
    "enter",
    "invite",
    "let_in",
    "remove_staff",
    "require_two_factor",
    "reset_second_factor",
    "revoke_invitation",
    "send_again",
    "staff_by_password",
    "transfer_ownership",
]
