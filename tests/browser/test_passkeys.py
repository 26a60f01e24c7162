"""A passkey in a real browser with a virtual authenticator: added under Sign-in and security, and then the only thing needed to sign in."""

import pytest
from playwright.sync_api import Browser
from tests.support.browsing import faults
from tests.support.world import World

from handtag.cli.chromium import find_chromium

pytestmark = [pytest.mark.browser, pytest.mark.skipif(find_chromium() is None, reason="no Chromium on this machine")]
WORD = "en-lang-och-bra-fras"
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.mark.law("HSLF-FS 2016:40 3 kap. 15 §, WCAG 3.3.8")
def test_a_passkey_is_added_and_signs_in_alone_also_where_two_steps_are_demanded(
    chromium: Browser, site: str, world: World, settings: pytest.FixtureRequest
) -> None:
    settings.SECOND_FACTOR_ROLES = ["all"]  # type: ignore[attr-defined]
    user = world.assignments["filip"].user
    user.set_password(WORD)
    user.save()
    context = chromium.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.set_default_timeout(20_000)
    keys = context.new_cdp_session(page)
    keys.send("WebAuthn.enable")
    keys.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    refused: list[str] = []
    page.on("console", lambda said: refused.append(said.text) if "Content Security Policy" in said.text else None)

    page.goto(f"{site}/konto/logga-in/")
    page.fill("input[name=login]", "filip")
    page.fill("input[name=password]", WORD)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**/konto/tva-steg/")  # the password alone opens nothing
    page.goto(f"{site}/konto/tva-steg/webauthn/add/")
    if "bekrafta" in page.url:
        page.fill("input[name=password]", WORD)
        page.locator("main form button[type=submit]").first.click()
        page.wait_for_url("**/webauthn/add/")
    assert faults(page) == []
    if page.locator("input[name=passwordless]").count():
        page.locator("input[name=passwordless]").check()
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url(lambda url: "/webauthn/add/" not in url)
    page.goto(f"{site}/konto/logga-ut/")
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**/konto/logga-in/**")

    page.locator("#passkey_login").click()
    page.wait_for_url(f"{site}/")
    assert "Filip" in page.content()
    assert refused == []
