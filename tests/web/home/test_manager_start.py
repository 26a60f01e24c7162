"""A unit manager's start page: what nobody follows up, and no person."""

from tests.support.following import out
from tests.support.pages import persons_in, signed_in
from tests.support.world import World

from handtag.usecases.administration.close_user import CloseUser, close_user


def test_what_nobody_follows_up_is_counted_and_nobody_is_named(world: World) -> None:
    out(world)
    maj = signed_in(world, "maj")
    assert maj.get("/").context["counts"] == {"mine": 0, "unit": 1, "overdue": 0, "flagged": 0}
    world.run(close_user, CloseUser(world.assignments["anna"].user_id), "ivan")
    page = maj.get("/")
    assert (page.context["counts"]["flagged"], page.context["unread"]) == (1, 1)
    assert persons_in(page.content.decode()) == []
    assert "/uppfoljningar/?visa=flagged" in page.content.decode()


def test_the_message_of_it_leads_to_the_list(world: World) -> None:
    out(world)
    world.run(close_user, CloseUser(world.assignments["anna"].user_id), "ivan")
    page = signed_in(world, "maj").get("/order/meddelanden/").content.decode()
    assert "/uppfoljningar/" in page
