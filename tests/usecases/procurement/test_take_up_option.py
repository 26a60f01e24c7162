"""An option prolongs an agreement once and in time."""

from datetime import UTC, date, datetime

import pytest
from tests.support.procurement import an_agreement
from tests.support.world import World

from handtag.apps.procurement.models import FrameworkAgreement, Option
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.procurement.take_up_option import TakeUpOption, take_up_option

TO, BY = date(2028, 12, 31), date(2027, 9, 30)


@pytest.fixture
def agreement(world: World) -> FrameworkAgreement:
    made = an_agreement(world)
    Option.objects.create(agreement=made, extends_to=TO, use_by=BY)
    return made


def test_the_agreement_then_holds_through_the_options_last_day(world: World, agreement: FrameworkAgreement) -> None:
    world.run(take_up_option, TakeUpOption(agreement.key, TO), "inga")
    assert world.fresh(agreement).valid_to == TO
    with pytest.raises(Refused, match=r"procurement\.no_option"):
        world.run(take_up_option, TakeUpOption(agreement.key, TO), "inga")


def test_the_last_day_to_say_so_is_kept(world: World, agreement: FrameworkAgreement) -> None:
    with pytest.raises(Refused, match=r"procurement\.option_too_late"):
        world.run(take_up_option, TakeUpOption(agreement.key, TO), "inga", now=datetime(2027, 10, 1, 8, tzinfo=UTC))
    world.run(take_up_option, TakeUpOption(agreement.key, TO), "inga", now=datetime(2027, 9, 30, 8, tzinfo=UTC))
    assert world.fresh(agreement).valid_to == TO


def test_another_centres_agreement_is_not_there(world: World, agreement: FrameworkAgreement) -> None:
    with pytest.raises(NotFound):
        world.run(take_up_option, TakeUpOption(world.key("asta"), TO), "inga")
