"""Pictures to begin "Who pays?" with when the word for the thing is not known: everyday names, each a group of ISO 9999 codes."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from handtag.web.ui.rules import spaced


@dataclass(frozen=True)
class PictureGroup:
    """An everyday name, its picture, and the group of codes it begins with. Which kind within the group is asked next."""

    label: str | Promise
    icon: str
    code: str

    @property
    def product(self) -> str:
        """What the product box then holds."""
        return spaced(self.code)


GROUPS = (
    PictureGroup(_("Manual wheelchairs"), "device", "1222"),
    PictureGroup(_("Powered wheelchairs"), "power", "1223"),
    PictureGroup(_("Walking frames and rollators"), "walking", "1206"),
    PictureGroup(_("Cycles"), "bicycle", "1218"),
    PictureGroup(_("Lifts"), "lift", "1236"),
    PictureGroup(_("Beds"), "bed", "1812"),
    PictureGroup(_("Chairs"), "armchair", "1809"),
    PictureGroup(_("Toilet"), "toilet", "0912"),
    PictureGroup(_("Bath and shower"), "shower", "0933"),
    PictureGroup(_("Stairs and ramps"), "stairs", "1830"),
    PictureGroup(_("Eating and drinking"), "meal", "1509"),
    PictureGroup(_("Reaching and gripping"), "reach", "2421"),
    PictureGroup(_("Hearing"), "hearing", "2206"),
    PictureGroup(_("Sight"), "vision", "2203"),
    PictureGroup(_("Talking and understanding"), "speech", "2221"),
    PictureGroup(_("Alarms, time and memory"), "alarm", "2227"),
    PictureGroup(_("Breathing"), "treatment", "0403"),
    PictureGroup(_("Orthoses and prostheses"), "orthosis", "06"),
)
