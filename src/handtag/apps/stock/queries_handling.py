"""What is known of one device that decides what is done with it next: the rules of its group, washes, checks, inspections. No persons."""

from datetime import date

from django.db.models import QuerySet
from django.db.models.functions import Length

from handtag.apps.catalogue.models import Article
from handtag.apps.stock.models import ComponentCheck, Device, DeviceBlock, Inspection, Move, ReturnRule
from handtag.domain import handling
from handtag.domain.access import Viewer
from handtag.domain.stock import FINAL

CAME_BACK = "returned"


def return_rule(article: Article, on: date) -> ReturnRule | None:
    """The rule of the day for the article: the one for the longest beginning of its ISO code, else the one for all; None without any."""
    code = article.iso_code
    beginnings = [code[:digits] for digits in range(len(code) + 1)]
    rules = ReturnRule.objects.filter(centre_id=article.centre_id, valid_from__lte=on, iso_prefix__in=beginnings)
    return rules.order_by(Length("iso_prefix").desc(), "-valid_from").first()


def return_rules(viewer: Viewer) -> QuerySet[ReturnRule]:
    """Every rule of the centre, the groups in order, the latest first."""
    return ReturnRule.objects.filter(centre_id=viewer.centre_id).order_by("iso_prefix", "-valid_from")


def kinds_of_moves(device: Device) -> list[str]:
    """What happened to the device, the latest first."""
    return list(Move.objects.filter(device=device).order_by("-pk").values_list("kind", flat=True))


def standing(device: Device, on: date) -> handling.Standing:
    """What decides which deeds can be done with a device that the viewer may see."""
    rule = return_rule(device.article, on)
    came = _came_back(device)
    advice = last_inspection(device)
    return handling.Standing(
        state=device.state,
        blocked=device.blocked,
        wash_first=bool(rule and rule.wash_first) and not handling.is_washed(kinds_of_moves(device)),
        components_checked=came is not None and ComponentCheck.objects.filter(move=came).exists(),
        has_parts=Device.objects.filter(parent=device).exists(),
        carrier=device.parent.state if device.parent else "",
        advised=advice.action if advice else "",
    )


def last_inspection(device: Device) -> Inspection | None:
    """What was found when the device was last looked over and what the rule made of it, until something is done about it."""
    found = Inspection.objects.filter(move__device=device).select_related("move", "rule").order_by("-pk").first()
    if found is None or device.state not in ("returned", "washed", "inspected"):
        return None
    came = _came_back(device)
    return found if came is None or came.pk < found.move_id else None


def missing_components(device: Device) -> str:
    """What did not come back with the device the last time, as it was written; empty when nothing is known to be missing."""
    came = _came_back(device)
    return ComponentCheck.objects.filter(move=came).values_list("missing", flat=True).first() or "" if came else ""


def open_blocks(device: Device) -> list[DeviceBlock]:
    """Why it must not be handed out, the oldest first."""
    return list(DeviceBlock.objects.filter(device=device, lift=None).order_by("pk"))


def parts_of(viewer: Viewer, device: Device) -> list[Device]:
    """What is mounted on the device."""
    return list(Device.objects.visible_to(viewer).filter(parent=device).select_related("article").order_by("number"))


def inspection_due(device: Device, on: date) -> date | None:
    """By which day it is inspected again, as its group's rule says; None without such a rule, or when it has left for good."""
    rule = return_rule(device.article, on)
    if rule is None or rule.inspect_months is None or device.state in FINAL:
        return None
    last = Move.objects.filter(device=device, kind="inspected").order_by("-pk").values_list("moved_on", flat=True).first()
    return handling.inspection_due(last or device.purchased_on, rule.inspect_months)


def _came_back(device: Device) -> Move | None:
    """The move with which it last came among the returned."""
    return Move.objects.filter(device=device, to_state=CAME_BACK).exclude(from_state=CAME_BACK).order_by("-pk").first()
