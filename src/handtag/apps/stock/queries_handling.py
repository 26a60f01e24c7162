"""What is known of one device that decides what is done with it next: the rules of its group, washes, checks, inspections. No persons."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.db.models.functions import Length

from handtag.apps.catalogue.models import Article
from handtag.apps.stock.models import ComponentCheck, Device, DeviceBlock, Inspection, Move, ReturnRule
from handtag.domain import handling
from handtag.domain.access import Viewer
from handtag.domain.stock import FINAL, STORED


@dataclass(frozen=True)
class Known:
    """What whoever has a device before them must know of it.

    `advice` is what was found when it was last looked over, until something is done about it; `missing` what did not come back with it
    the last time, while it stands in a store; `inspection_due` the day by which it is inspected again (None: no rule demands it, or it
    has left for good).
    """

    standing: handling.Standing
    advice: Inspection | None
    missing: str
    blocks: list[DeviceBlock]
    parts: list[Device]
    inspection_due: date | None
    on: date

    @property
    def is_overdue(self) -> bool:
        return self.inspection_due is not None and self.inspection_due < self.on


def known(device: Device, on: date) -> Known:
    """Of a device that the viewer may see, in as many questions as it has sides."""
    moves = list(Move.objects.filter(device=device).order_by("-pk").values_list("pk", "kind", "from_state", "to_state", "moved_on"))
    came = next((pk for pk, _kind, before, after, _on in moves if after == "returned" and before != "returned"), 0)
    rule = return_rule(device.article, on)
    check = ComponentCheck.objects.filter(move_id=came).first()
    advice = _advice(device, came)
    parts = list(device.components.select_related("article").order_by("number"))
    standing = handling.Standing(
        state=device.state,
        blocked=device.blocked,
        wash_first=bool(rule and rule.wash_first) and not handling.is_washed(kind for _pk, kind, *_rest in moves),
        components_checked=check is not None,
        has_parts=bool(parts),
        carrier=device.parent.state if device.parent else "",
        advised=advice.action if advice else "",
        astray=is_astray(device),
    )
    missing = check.missing if check and device.state in STORED else ""
    inspected = next((day for _pk, kind, _before, _after, day in moves if kind == "inspected"), device.purchased_on)
    due = handling.inspection_due(inspected, rule.inspect_months) if rule and rule.inspect_months and device.state not in FINAL else None
    return Known(standing, advice, missing, open_blocks(device), parts, due, on)


def is_astray(device: Device) -> bool:
    """It stands at another centre than its owner's."""
    return device.location is not None and device.location.centre_id != device.centre_id


def open_blocks(device: Device) -> list[DeviceBlock]:
    """Why it must not be handed out, the oldest first."""
    return list(DeviceBlock.objects.filter(device=device, lift=None).order_by("pk")) if device.blocked else []


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


def _advice(device: Device, came: int) -> Inspection | None:
    """The last inspection since it came back, while the device waits for what it ended in."""
    if device.state not in ("returned", "washed", "inspected"):
        return None
    return Inspection.objects.filter(move__device=device, move_id__gt=came).select_related("rule").order_by("-pk").first()
