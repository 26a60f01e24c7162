"""Each decides whether and where to be mailed that there is a message."""

import pytest
from django.db import connection
from tests.support.world import World

from handtag.apps.orders.mailing import mail_address
from handtag.domain.values.errors import NotAllowed, Refused
from handtag.usecases.ordering.set_mail import SetMail, set_mail


def test_an_address_is_kept_changed_and_taken_away(world: World) -> None:
    anna = world.viewer("anna").code
    for address, kept in (("anna@example.org", "anna@example.org"), (" a@example.org ", "a@example.org"), ("", "")):
        world.run(set_mail, SetMail(address), "anna")
        assert mail_address(anna) == kept


def test_the_address_is_encrypted_at_rest(world: World) -> None:
    world.run(set_mail, SetMail("anna@example.org"), "anna")
    with connection.cursor() as cursor:
        cursor.execute("SELECT address FROM orders_mailwish")
        assert "example" not in str(cursor.fetchone()[0])


@pytest.mark.parametrize("address", ["anna", "anna@", "a@example.org, b@example.org", "a@example.org\nBcc: b@example.org"])
def test_what_is_no_address_is_refused(world: World, address: str) -> None:
    with pytest.raises(Refused, match=r"ordering\.bad_address"):
        world.run(set_mail, SetMail(address), "anna")


def test_who_reads_no_orders_has_no_messages(world: World) -> None:
    with pytest.raises(NotAllowed):
        world.run(set_mail, SetMail("filip@example.org"), "filip")
