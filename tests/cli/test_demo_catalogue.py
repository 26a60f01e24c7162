"""What the demo county tells of its articles is invented: numbers that no product has, pictures that the site itself takes."""

from pathlib import Path

import pytest

from handtag.cli.demo import drawing
from handtag.cli.demo.county import read_county
from handtag.cli.demo.goods import plan_goods
from handtag.domain.catalogue import gtin14
from handtag.files.pictures import accepted

FOLDER = Path(__file__).resolve().parents[2] / "demo/norrbotten"


def test_every_article_has_a_gtin_of_its_own_that_no_product_in_the_world_has() -> None:
    goods = plan_goods(read_county(FOLDER))
    numbers = [gtin14(one.gtin) for one in goods]
    assert len(set(numbers)) == len(goods)
    assert all(number.startswith("0952") for number in numbers)


@pytest.mark.parametrize("draw", [drawing.wheelchair, drawing.rollator, drawing.bed])
def test_the_drawings_are_pictures_that_may_be_kept(draw: object) -> None:
    content = draw()  # type: ignore[operator]
    assert accepted(content, ("image/png",)) == ("image/png", content)
