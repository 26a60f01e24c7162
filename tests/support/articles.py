"""Articles with series, requests and pictures, for tests of the catalogue."""

import struct
import zlib
from base64 import b64encode
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from tests.support.world import TODAY, World

from handtag.apps.catalogue.models import Article, Series
from handtag.usecases.catalogue.add_article_file import AddArticleFile, add_article_file
from handtag.usecases.catalogue.approve_article_request import ApproveArticleRequest, approve_article_request
from handtag.usecases.catalogue.begin_assortment_day import BeginAssortmentDay
from handtag.usecases.catalogue.change_article import ChangeArticle
from handtag.usecases.catalogue.decide_assortment import DecideAssortment
from handtag.usecases.catalogue.decline_article_request import DeclineArticleRequest
from handtag.usecases.catalogue.define_attribute import DefineAttribute, define_attribute
from handtag.usecases.catalogue.propose_article import ProposeArticle, propose_article
from handtag.usecases.catalogue.publish_article_request import PublishArticleRequest
from handtag.usecases.catalogue.remove_article_file import RemoveArticleFile
from handtag.usecases.catalogue.set_attribute_values import SetAttributeValues
from handtag.usecases.catalogue.set_equivalence_group import SetEquivalenceGroup
from handtag.usecases.catalogue.set_fit import SetFit
from handtag.usecases.catalogue.set_instruction import SetInstruction
from handtag.usecases.catalogue.validate_article_request import ValidateArticleRequest, validate_article_request

PROPOSAL = ProposeArticle("Rollator Björken, 62 cm", "120606", "Björken AB", "För dem som är längre än 190 cm")
GTIN = "2000000000015"  # of the numbers for use inside a house


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png(*, told: bytes = b"") -> bytes:
    """A picture of one grey point; `told` is a text chunk in it."""
    head = _chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    text = _chunk(b"tEXt", told) if told else b""
    return b"\x89PNG\r\n\x1a\n" + head + text + _chunk(b"IDAT", zlib.compress(b"\0\x80")) + _chunk(b"IEND", b"")


def in_series(world: World, *names: str) -> Series:
    """The articles belong to one product line."""
    supplier = world.articles[names[0]].supplier
    series = Series.objects.create(centre=world.centre, name="Lätt", supplier=supplier)
    Article.objects.filter(pk__in=[world.articles[name].pk for name in names]).update(series=series)
    return series


def picture(world: World) -> int:
    data = AddArticleFile("10001", "picture", "Rollatorn sedd från sidan", b64encode(png()).decode())
    return world.run(add_article_file, data, "eva")


def validation(request_id: int) -> ValidateArticleRequest:
    return ValidateArticleRequest(
        request_id, "10099", PROPOSAL.name, "device", PROPOSAL.supplier, "BJ-62", GTIN, 14, "order_item"
    )  # fmt: skip


def proposed(world: World) -> int:
    return world.run(propose_article, PROPOSAL, "anna")


def validated(world: World) -> int:
    request = proposed(world)
    world.run(validate_article_request, validation(request), "eva")
    return request


def approved(world: World) -> int:
    request = validated(world)
    world.run(approve_article_request, ApproveArticleRequest(request), "inga")
    return request


def told(world: World) -> str:
    """An article that something is told of."""
    world.run(define_attribute, DefineAttribute("1206", "Bredd", "number", unit="cm"), "eva")
    return "10001"


VALID: dict[str, Callable[[World], tuple[Any, str]]] = {
    "change_article": lambda w: (ChangeArticle("10001", "Rollator Lätt, smal", "", "Norrhjul AB", "", GTIN, 12), "eva"),
    "set_fit": lambda w: (SetFit("10010", "10003", standard_quantity=1, maximum_quantity=2), "eva"),
    "set_equivalence_group": lambda w: (SetEquivalenceGroup("ROLL", ("10001", "10002")), "eva"),
    "decide_assortment": lambda w: (DecideAssortment(("10001",), "phased_out", TODAY + timedelta(days=60), "Avtalet löper ut"), "eva"),
    "begin_assortment_day": lambda w: (BeginAssortmentDay(), "timer"),
    "set_instruction": lambda w: (SetInstruction("10001", "pick", "Ta med nyckeln"), "eva"),
    "define_attribute": lambda w: (DefineAttribute("1206", "Bredd", "number", unit="cm"), "eva"),
    "set_attribute_values": lambda w: (SetAttributeValues(told(w), {"Bredd": "60"}), "eva"),
    "add_article_file": lambda w: (AddArticleFile("10001", "picture", "Sedd från sidan", b64encode(png()).decode()), "eva"),
    "remove_article_file": lambda w: (RemoveArticleFile(picture(w)), "eva"),
    "propose_article": lambda w: (PROPOSAL, "anna"),
    "validate_article_request": lambda w: (validation(proposed(w)), "eva"),
    "approve_article_request": lambda w: (ApproveArticleRequest(validated(w)), "inga"),
    "publish_article_request": lambda w: (PublishArticleRequest(approved(w)), "eva"),
    "decline_article_request": lambda w: (DeclineArticleRequest(proposed(w), "Finns redan"), "eva"),
}
