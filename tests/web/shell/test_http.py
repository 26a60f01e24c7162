"""How views answer: page or fragment, redirect, and refused rules as form errors."""

from typing import Any

import pytest
from django import forms
from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django_htmx.middleware import HtmxMiddleware

from handtag.domain.values.errors import Conflict, NotAllowed, Refused
from handtag.web.shell.http import bound, page_of, refusals_on, render_page, see_other
from handtag.web.ui.forms import CommandForm

HTMX = {"HTTP_HX_REQUEST": "true"}


class Device(CommandForm):
    number = forms.CharField()


def ask(method: str = "get", path: str = "/", data: dict[str, str] | None = None, **headers: str) -> HttpRequest:
    request = getattr(RequestFactory(), method)(path, data or {}, **headers)
    HtmxMiddleware(lambda _request: HttpResponse())(request)
    return request


@pytest.fixture
def templates(settings: Any, tmp_path: Any) -> None:
    (tmp_path / "page.html").write_text("<main>{% partialdef rows inline %}<div id='rows'>{{ word }}</div>{% endpartialdef %}</main>")
    engine = {**settings.TEMPLATES[0], "DIRS": [tmp_path]}
    engine["OPTIONS"] = {**engine["OPTIONS"], "context_processors": []}
    settings.TEMPLATES = [engine]


@pytest.mark.usefixtures("templates")
def test_only_htmx_asking_for_that_very_element_gets_the_fragment() -> None:
    def shown(**headers: str) -> str:
        return render_page(ask(**headers), "page.html", {"word": "hej"}, partial="rows").content.decode()

    assert shown() == "<main><div id='rows'>hej</div></main>"
    assert shown(**HTMX, HTTP_HX_TARGET="rows") == "<div id='rows'>hej</div>"
    assert shown(**HTMX, HTTP_HX_TARGET="other").startswith("<main>")
    assert shown(**HTMX, HTTP_HX_TARGET="rows", HTTP_HX_BOOSTED="true").startswith("<main>")


@pytest.mark.usefixtures("templates")
def test_a_form_with_errors_is_answered_422_and_others_200() -> None:
    assert render_page(ask(), "page.html", form=Device({})).status_code == 422
    assert render_page(ask(), "page.html", form=Device()).status_code == 200
    assert render_page(ask(), "page.html", form=Device({"number": "1"})).status_code == 200


def test_after_a_change_the_browser_gets_a_new_page_and_htmx_is_told_to_load_it() -> None:
    plain = see_other(ask("post"), "/lager/")
    assert (plain.status_code, plain["Location"]) == (303, "/lager/")
    through_htmx = see_other(ask("post", **HTMX), "/lager/")
    assert through_htmx["HX-Redirect"] == "/lager/"


def refused(outcome: Exception, fields: dict[str, str] | None = None) -> Device:
    form = Device({"number": "1"})
    assert form.is_valid()
    with refusals_on(form, fields):
        raise outcome
    return form


@pytest.mark.law("WCAG 3.3.1")
def test_a_refusal_lands_on_the_field_it_names() -> None:
    assert "number" in refused(Refused("identity.invalid", field="number")).errors


def test_the_page_may_say_which_field_a_code_belongs_to() -> None:
    form = refused(Refused("identity.invalid", field="personnummer"), {"identity.invalid": "number"})
    assert list(form.errors) == ["number"]


def test_a_refusal_about_something_not_on_the_form_stands_above_it_as_a_sentence() -> None:
    form = refused(Refused("identity.invalid", field="personnummer"))
    assert form.non_field_errors()
    assert "identity.invalid" not in str(form.non_field_errors()), "people read sentences, not codes"


@pytest.mark.parametrize("outcome", [NotAllowed("access.refused"), Conflict("command.used_with_other_content"), ValueError("bug")])
def test_everything_but_a_refusal_goes_on_to_its_error_page(outcome: Exception) -> None:
    with pytest.raises(type(outcome)):
        refused(outcome)


def test_a_page_number_out_of_range_is_the_nearest_page() -> None:
    rows = list(range(120))
    assert page_of(ask(path="/?sida=2"), rows).number == 2
    assert page_of(ask(path="/?sida=99"), rows).number == 3
    assert page_of(ask(path="/?sida=x"), rows).number == 1


def test_a_form_is_bound_only_to_what_was_posted() -> None:
    assert bound(Device, ask("get", "/?number=7")).is_bound is False
    assert bound(Device, ask("post", "/", {"number": "7"}))["number"].value() == "7"


def test_a_message_is_kept_for_the_next_page(client: Any) -> None:
    from django.contrib.messages.storage.cookie import CookieStorage

    request = ask("post")
    request._messages = CookieStorage(request)  # type: ignore[attr-defined]
    see_other(request, "/", message="Saved")
    assert [str(message) for message in get_messages(request)] == ["Saved"]
