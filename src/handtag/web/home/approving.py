"""What a start page says of approvals: where the role has something to do with them, and how much waits."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from handtag.apps.approvals.queries import count_waiting
from handtag.domain.access import Permission, Viewer

WAYS: tuple[tuple[Permission, str | Promise, str], ...] = (
    (Permission.APPROVE_COST, _("Prescribed at our cost"), "approvals:costs"),
    (Permission.LEAD_APPROVAL_GROUP, _("The special approval group"), "approvals:group"),
    (Permission.DELEGATE_APPROVALS, _("Who approves costs"), "approvals:delegations"),
    (Permission.SET_APPROVAL_RULES, _("What needs an approval"), "approvals:rules"),
    (Permission.DECIDE_APPEAL, _("Appeals"), "approvals:appeals"),
)
WAITS_FOR = (Permission.PRESCRIBE, Permission.APPROVE_COST, Permission.LEAD_APPROVAL_GROUP)


def approvals(viewer: Viewer) -> dict[str, object]:
    """`ways` are the pages that the role may open, `waiting` how many requests its side is to do something about (None: it has none)."""
    waiting = count_waiting(viewer) if any(viewer.may(one) for one in WAITS_FOR) else None
    return {"ways": [(label, url) for permission, label, url in WAYS if viewer.may(permission)], "waiting": waiting}
