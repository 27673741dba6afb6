from django.utils.translation import gettext_lazy as _

from kernel.errors import ExpectedFailure


class WrongPassword(ExpectedFailure):
    code = "wrong_password"
    text = _("The e-mail or the password is not right.")


class NotYourPassword(ExpectedFailure):
    code = "not_your_password"
    text = _("This is not your password.")


class TooManyInvitations(ExpectedFailure):
    code = "too_many_invitations"
    text = _("Your shop has sent many invitations today. Please go on tomorrow.")


class InvitedOften(ExpectedFailure):
    code = "invited_often"
    text = _("This address has been written to several times today. Please go on tomorrow.")


class TooManyAttempts(ExpectedFailure):
    code = "too_many_attempts"
    text = _("Too many attempts. Please wait a few minutes and try again.")


class HandoffRefused(ExpectedFailure):
    code = "handoff_refused"
    text = _("This way in is not valid. Please come in from the platform once more.")


class HandoffExpired(HandoffRefused):
    code = "handoff_expired"
    text = _("This took longer than a minute. Please come in from the platform once more.")


class HandoffUsed(HandoffRefused):
    code = "handoff_used"
    text = _("This way in has been used already. Please come in from the platform once more.")


class NotStaff(HandoffRefused):
    code = "not_staff"
    text = _("You do not work in this shop any more.")


class LastOwner(ExpectedFailure):
    code = "last_owner"
    text = _("Somebody has to own the shop. Transfer ownership first.")


class NotInvitable(ExpectedFailure):
    code = "not_invitable"
    text = _("Nobody can be invited or made an owner here. Ownership is transferred.")


class AlreadyStaff(ExpectedFailure):
    code = "already_staff"
    text = _("This person works here already.")


class AddressTaken(ExpectedFailure):
    code = "address_taken"
    text = _("Somebody else works here with this e-mail.")


class AlreadyInvited(ExpectedFailure):
    code = "already_invited"
    text = _("This address has been invited already. Send the invitation again instead.")


class InvitationOver(ExpectedFailure):
    code = "invitation_over"
    text = _("This invitation is not valid any more. Ask the shop for a new one.")


class OtherAddress(ExpectedFailure):
    code = "other_address"
    text = _("This invitation was sent to another address. Sign in with that one.")


class TooSoon(ExpectedFailure):
    code = "too_soon"
    text = _("This was sent a moment ago. Wait a minute before sending it again.")


class NoPlatformAccount(ExpectedFailure):
    code = "no_platform_account"
    text = _("Only somebody who signs in on the platform can own the shop.")


class WorksElsewhere(ExpectedFailure):
    code = "works_elsewhere"
    text = _("They work in other shops too, so only the platform can help. Please write to us.")


class NotConfirmed(ExpectedFailure):
    code = "not_confirmed"
    text = _("This is not the e-mail of the new owner.")


class TwoFactorMissing(HandoffRefused):
    code = "two_factor_missing"
    text = _("This shop asks everybody for a second factor. Set one up on the platform first.")
