"""The environment is read with types, and what cannot be read is named."""

from pathlib import Path

import pytest

from handtag.config import env


@pytest.mark.law("ASVS 13.3")
def test_a_secret_may_lie_in_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "key").write_text("hemligt\n", encoding="utf-8")
    monkeypatch.setenv("HANDTAG_PROV_FILE", str(tmp_path / "key"))
    assert env.text("PROV") == "hemligt"


def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HANDTAG_PROV", raising=False)
    with pytest.raises(KeyError, match="HANDTAG_PROV"):
        env.text("PROV")
    assert env.words("PROV", "a, b,,c") == ["a", "b", "c"]
    assert env.flag("PROV") is False


@pytest.mark.parametrize(("value", "on"), [("1", True), ("true", True), ("On", True), ("0", False), ("no", False), ("", False)])
def test_a_flag_is_on_or_off(monkeypatch: pytest.MonkeyPatch, value: str, on: bool) -> None:
    monkeypatch.setenv("HANDTAG_PROV", value)
    assert env.flag("PROV", default=True) is on


@pytest.mark.parametrize("value", ["0", "-3", "ten", "", "1.5"])
def test_a_number_is_whole_and_at_least_one(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    assert env.number("PROV", 30) == 30
    monkeypatch.setenv("HANDTAG_PROV", value)
    with pytest.raises(ValueError, match="HANDTAG_PROV"):
        env.number("PROV", 30)


def test_both_databases_have_an_address() -> None:
    lite = env.database("sqlite:////var/lib/handtag.sqlite3")
    assert (lite["NAME"], lite["OPTIONS"]["transaction_mode"]) == ("/var/lib/handtag.sqlite3", "IMMEDIATE")
    large = env.database("postgresql://handtag:p%40ss@db:5433/handtag")
    assert (large["NAME"], large["USER"], large["PASSWORD"], large["HOST"], large["PORT"]) == ("handtag", "handtag", "p@ss", "db", "5433")
    assert env.database("postgresql://u@/n?host=/run/pg")["HOST"] == "/run/pg"


def test_postgresql_gives_up_waiting_and_keeps_connections_where_it_serves() -> None:
    by_hand = env.database("postgresql://u@/n", pool=4)["OPTIONS"]
    assert "lock_timeout=10s" in by_hand["options"]
    assert "idle_in_transaction_session_timeout" in by_hand["options"]
    assert "statement_timeout" not in by_hand["options"]
    assert "pool" not in by_hand
    serving = env.database("postgresql://u@/n", serving=True, pool=4)["OPTIONS"]
    assert "statement_timeout=30s" in serving["options"]
    assert serving["pool"]["max_size"] == 4
    assert "pool" not in env.database("postgresql://u@/n", serving=True)["OPTIONS"]


def test_another_database_is_refused() -> None:
    with pytest.raises(ValueError, match="HANDTAG_DATABASE_URL"):
        env.database("mysql://x/y")
