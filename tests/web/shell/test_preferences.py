"""Language and colours: chosen without JavaScript, kept in cookies, never a way off the site."""

import pytest
from django.test import Client


@pytest.mark.law("WCAG 3.1.1, Språklagen 11 §")
def test_pages_are_swedish_until_someone_chooses_english(client: Client) -> None:
    first = client.get("/_ui/", headers={"accept-language": "en"}).content.decode()
    assert '<html lang="sv"' in first
    answer = client.post("/sprak/", {"language": "en", "next": "/_ui/"})
    assert (answer.status_code, answer["Location"]) == (302, "/_ui/")
    assert '<html lang="en"' in client.get("/_ui/").content.decode()


def test_an_unknown_language_changes_nothing(client: Client) -> None:
    client.post("/sprak/", {"language": "xx"})
    assert '<html lang="sv"' in client.get("/_ui/").content.decode()


@pytest.mark.parametrize("scheme", ["light", "dark", "auto"])
def test_colours_follow_the_choice(client: Client, scheme: str) -> None:
    client.post("/utseende/", {"scheme": scheme, "next": "/_ui/"})
    assert f'data-color-scheme="{scheme}"' in client.get("/_ui/").content.decode()


def test_a_made_up_scheme_is_not_written_into_the_page(client: Client) -> None:
    client.cookies["handtag_scheme"] = '"><script>'
    assert 'data-color-scheme="auto"' in client.get("/_ui/").content.decode()


@pytest.mark.law("ASVS 3.7")
@pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
@pytest.mark.parametrize("door", ["/sprak/", "/utseende/"])
def test_the_way_back_is_always_on_this_site(client: Client, address: str, door: str) -> None:
    assert client.post(door, {"language": "en", "scheme": "dark", "next": address})["Location"] == "/"


@pytest.mark.parametrize("door", ["/sprak/", "/utseende/"])
def test_a_link_cannot_change_a_preference(client: Client, door: str) -> None:
    assert client.get(door).status_code == 405
