"""What the demo county tells of its articles: measures, pictures drawn here, instructions, and articles proposed. By use cases only."""

import re
from base64 import b64encode
from itertools import groupby

from handtag.cli.demo.drawing import bed, rollator, wheelchair
from handtag.cli.demo.goods import Goods
from handtag.cli.demo.world import World
from handtag.domain.access import Viewer
from handtag.usecases.catalogue.add_article_file import AddArticleFile, add_article_file
from handtag.usecases.catalogue.define_attribute import DefineAttribute, define_attribute
from handtag.usecases.catalogue.propose_article import ProposeArticle, propose_article
from handtag.usecases.catalogue.set_attribute_values import SetAttributeValues, set_attribute_values
from handtag.usecases.catalogue.set_instruction import SetInstruction, set_instruction
from handtag.usecases.catalogue.validate_article_request import ValidateArticleRequest, validate_article_request

IN_CM = re.compile(r"(\d+) cm")
# ISO group: what the centimetres of its variants are
MEASURES = {"1222": "Sittbredd", "1812": "Liggbredd", "0433": "Bredd"}
LOADED = ("1206", "1222", "1812")
FOLDED = ("1206", "1222")
LIGHTEST, STEP_KG = 110, 15
DRAWINGS = {"1206": rollator, "1222": wheelchair, "1812": bed}
# ISO group: step, text
INSTRUCTIONS = {
    "1222": (
        ("order", "Mät brukarens sittbredd och lägg till två centimeter. Dyna och tippskydd beställs på samma rad."),
        ("pick", "Kontrollera lufttryck och bromsar innan stolen går ut."),
        ("return", "Se efter att fotstöd, tippskydd och dyna följer med."),
    ),
    "1206": (("goods_receipt", "Dra åt handtagen och märk på ramens insida."), ("return", "Prova bromsarna innan tvätt.")),
    "1812": (("pick", "Sängen går i två kollin. Båda märks med samma etikett."), ("return", "Handkontroll och grindar räknas in.")),
}  # fmt: skip


def describe_articles(world: World) -> None:
    """Measures of each article and, of each product line, its picture and instructions."""
    desk = world.as_(next(world.having("desk")).user.username)
    _define_attributes(world, desk)
    devices = [goods for goods in world.goods.values() if goods.kind == "device"]
    for goods in devices:
        values = _values(goods)
        if values:
            world.run(set_attribute_values, SetAttributeValues(goods.number, values), desk)
    for _series, line in groupby(devices, key=lambda goods: goods.series):
        _describe_line(world, desk, next(iter(line)))


def leave_proposals(world: World) -> None:
    """One article is proposed and one waits for somebody else's approval."""
    desk = world.as_(next(world.having("desk")).user.username)
    prescriber = world.as_(next(world.having("prescriber")).user.username)
    like = next(goods for goods in world.goods.values() if goods.is_main and goods.kind == "device")
    noun = like.series.rsplit(" ", 1)[0]
    for name, why in (
        (f"{noun} Junior, extra liten", "Flera barn behöver en mindre storlek än de som finns."),
        (f"{noun} Trygg, förstärkt", "För den som väger mer än vad de upphandlade tål."),
    ):
        asked = ProposeArticle(name, like.iso, like.supplier, why)
        request = world.run(propose_article, asked, prescriber)
    number = f"{max(int(number) for number in world.goods) + 1}"
    checked = ValidateArticleRequest(
        request, number=number, name=name, kind=like.kind, supplier=like.supplier, supplier_number="", gtin="",
        lead_time_days=like.lead_days, assortment="order_item",
    )  # fmt: skip
    world.run(validate_article_request, checked, desk)


def _define_attributes(world: World, desk: Viewer) -> None:
    wanted = [
        *(DefineAttribute(group, name, "number", "cm", position=1) for group, name in MEASURES.items()),
        *(DefineAttribute(group, "Högsta brukarvikt", "number", "kg", position=2) for group in LOADED),
        *(DefineAttribute(group, "Hopfällbar", "yes_no", position=3) for group in FOLDED),
    ]
    for attribute in wanted:
        if any(goods.iso.startswith(attribute.iso_group) for goods in world.goods.values()):
            world.run(define_attribute, attribute, desk)


def _values(goods: Goods) -> dict[str, str]:
    """What is told of the article; invented, but the same every time."""
    group, line = goods.iso[:4], int(goods.number[-2])
    told = {}
    measure = IN_CM.search(goods.name)
    if group in MEASURES and measure:
        told[MEASURES[group]] = measure[1]
    if group in LOADED:
        told["Högsta brukarvikt"] = str(LIGHTEST + STEP_KG * line)
    if group in FOLDED:
        told["Hopfällbar"] = "yes" if line % 2 else "no"
    return told


def _describe_line(world: World, desk: Viewer, first: Goods) -> None:
    """A product line is told of once, through its first article."""
    draw = DRAWINGS.get(first.iso[:4])
    if draw is not None:
        picture = AddArticleFile(first.number, "picture", first.series, b64encode(draw()).decode(), for_series=True)
        world.run(add_article_file, picture, desk)
    for step, text in INSTRUCTIONS.get(first.iso[:4], ()):
        world.run(set_instruction, SetInstruction(first.number, step, text, for_series=True), desk)
