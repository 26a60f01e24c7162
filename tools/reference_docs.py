"""Writes docs/reference/ and docs/law/ from the code, so that they cannot lag behind: `reference_docs.py [--check]`.

One function makes one page. What a page says comes from a docstring or a table in the code; what settings are for is said in SETTINGS here.
"""

import ast
import importlib
import inspect
import json
import os
import pkgutil
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from handtag.domain.agreement.schema import Agreement, Parameter

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "src" / "handtag"
PAGES = ROOT / "docs" / "reference"
OPENAPI = ROOT / "src" / "handtag" / "api" / "openapi.json"
MARK = "<!-- Written by tools/reference_docs.py; change the code instead. -->"
OUTCOMES = {
    "Refused": "a rule says no",
    "NotAllowed": "the role lacks the permission here",
    "NotFound": "does not exist, or is outside what the actor may see",
    "Conflict": "somebody changed it meanwhile, or a repeated command differs",
}

SETTINGS = {
    "AGREEMENTS": "folder of the agreements; without it the repository's own `agreements/`",
    "ALLOWED_HOSTS": "words: the host names under which the service is reached",
    "BACKUP_KEY": "secret: seals backups; `handtag backup --new-key` makes one, and without it a sealed backup is lost",
    "API_CALLS_PER_MINUTE": "number: calls that one key to the interface may make in a minute, in each serving process",
    "BEHIND_PROXY": "flag: the proxy before Handtag says in `X-Forwarded-Proto` whether HTTPS was spoken"
    " and last in `X-Forwarded-For` who called, and nobody reaches Handtag past it",
    "BLIND_INDEX_KEY": "secret: the key with which identity numbers can be looked up without being readable",
    "CHROMIUM": "path of the Chromium for browser tests and screenshots; without it the first one on PATH",
    "CSRF_TRUSTED_ORIGINS": "words: origins (`https://…`) whose forms are trusted, when a proxy changes the host",
    "DATABASE_POOL": "PostgreSQL: how many connections each serving process keeps open at most; `0` keeps none",
    "DATABASE_URL": "`sqlite:///path` or `postgresql://user:password@host:port/name`, `?host=/folder` for a socket",
    "DEBUG": "flag: error pages with details and static files without restart; for developers only",
    "DEMO": "flag: known keys, plain HTTP, test persons; never with real data",
    "FIELD_KEYS": "secret words: Fernet keys for identity data, the newest first; older ones still read",
    "HASHED_STATIC": "flag: static files with a fingerprint in their names, as in production",
    "HTTPS": "flag: secure cookies, redirect to HTTPS, strict transport security",
    "JSON_LOG": "flag: log lines as JSON, with a line for every request; without it plain text and warnings only",
    "LOG_LEVEL": "the least serious message that is logged",
    "MAIL_FROM": "address that mail is sent from",
    "MAIL_HOST": "the mail server (SMTP) that says to whoever wishes it that there is a message; without it nobody is mailed",
    "MAIL_PASSWORD": "secret: of `HANDTAG_MAIL_USER`",
    "MAIL_PORT": "number: of the mail server",
    "MAIL_TLS": "flag: the mail server is spoken to encrypted (STARTTLS)",
    "MAIL_USER": "as whom mail is sent, when the mail server asks",
    "METRICS_TOKEN": "secret: who has it as a bearer token may read `/matt/`; without it only this machine may",
    "OIDC_ACR_VALUES": "level of assurance asked of the identity provider, such as `http://id.sambi.se/loa/loa3`",
    "OIDC_CLIENT_ID": "what the identity provider calls Handtag",
    "OIDC_CLIENT_SECRET": "secret: Handtag's own at the identity provider",
    "LOAN_TERMS": "file with the county's own terms of loan, told to persons; see how-to/let-persons-see-their-own.md",
    "PERSON_OIDC_ACR": "words: levels of assurance that are strong enough for a person's own view",
    "PERSON_OIDC_CLIENT_ID": "what the provider of electronic identities calls Handtag",
    "PERSON_OIDC_CLIENT_SECRET": "secret: Handtag's own at the provider of electronic identities",
    "PERSON_OIDC_ISSUER": "address of the provider of electronic identities for persons; without it they cannot sign in",
    "PERSON_OIDC_NAME": "what the persons' sign-in is called on the button",
    "PERSON_OIDC_NUMBER_CLAIM": "the claim that holds the identity number",
    "PERSON_OIDC_SCOPES": "words: scopes asked for at the provider of electronic identities",
    "OIDC_ISSUER": "address of the identity provider (OpenID Connect); without it there is none",
    "OIDC_MAPPING": "file that says which claims give which role at which unit; see how-to/sign-in-with-openid-connect.md",
    "OIDC_NAME": "what the sign-in is called on the button",
    "OIDC_SCOPES": "words: scopes asked for",
    "PYTHON": "the Python 3.11 or later that `./handtag` makes its environment with",
    "REQUIRE": "words `chromium`, `postgresql`: `./handtag test` fails instead of skipping what needs them",
    "RETENTION_PLAN": "file with the county's retention plan; without it nothing is ever culled; see how-to/cull.md",
    "SECOND_FACTOR_ROLES": "words: roles that must show a code, a key or a passkey beside the password; `all` is every role",
    "SECRET_KEY": "secret: signs sessions and one-time links",
    "SESSION_HOURS": "number: hours after which everyone signs in again, however active",
    "SESSION_IDLE_MINUTES": "number: minutes without a request after which a session is over",
    "SERVING": "flag: set by the server entry itself; on PostgreSQL a page's question is then given up after 30 s",
    "STATIC_DIR": "folder of the collected static files, where they are not in the state folder",
    "STATE_DIR": "folder for the SQLite database, collected static files, and marks such as read-only and when last verified",
}


def table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    lines = [list(heads), *[[str(cell).replace("|", "\\|").replace("\n", " ") for cell in row] for row in rows]]
    lines.insert(1, ["---"] * len(lines[0]))
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def first_sentence(thing: object) -> str:
    return (inspect.getdoc(thing) or "").split("\n\n")[0].replace("\n", " ")


def code(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


def modules() -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted(SOURCES.rglob("*.py")):
        yield path, ast.parse(path.read_text(encoding="utf-8"))


def use_cases() -> str:
    import handtag.usecases
    from handtag.usecases.base import REGISTRY

    for module in pkgutil.walk_packages(handtag.usecases.__path__, "handtag.usecases."):
        importlib.import_module(module.name)
    parts = ["# Use cases\n\nEverything a person, a program or a timer can do. Each is one transaction, permitted and audited.\n"]
    for area in sorted({case.area for case in REGISTRY.values()}):
        cases = sorted((case for case in REGISTRY.values() if case.area == area), key=lambda case: case.name)
        rows = [(f"`{c.name}`", first_sentence(c.function), f"`{c.permission.value}`", code(c.audits), inputs(c.input_type)) for c in cases]
        parts.append(f"\n## {area}\n\n" + table(("use case", "rule", "permission", "audit codes", "input"), rows))
    return "".join(parts)


def inputs(type_: type) -> str:
    return code(type_.__annotations__)


def roles() -> str:
    from handtag.domain.access import ROLES, Permission

    heads = ("permission", *(f"`{role.value}`" for role in ROLES))
    scope = ("**sees**", *(rights.scope.value for rights in ROLES.values()))
    rows = [(f"`{one.value}`", *("yes" if one in rights.permissions else "" for rights in ROLES.values())) for one in Permission]
    prose = (
        "# Roles and permissions\n\nA role held at a unit gives permissions within a scope: its own unit, the device centre, every unit of"
        " its care provider, what its principal or its cost centre pays for, its county's agreements and organisation, the person"
        " herself, or nothing."
        " What is not here is denied. Records of persons open one person at a time, with a ground, whatever the scope.\n\n"
    )
    return prose + table(heads, [scope, *rows])


def settings() -> str:
    tree = ast.parse((SOURCES / "config" / "settings.py").read_text(encoding="utf-8"))
    defaults = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {"env.text", "env.flag", "env.words", "env.number"}:
            given = [ast.unparse(part) for part in [*node.args[1:], *(word.value for word in node.keywords)]]
            defaults[ast.literal_eval(node.args[0])] = f"`{given[0]}`" if given else ""
    if unexplained := sorted(defaults.keys() - SETTINGS.keys()):
        raise SystemExit(f"tools/reference_docs.py: say in SETTINGS what these are for: {', '.join(unexplained)}")
    rows = [(f"`HANDTAG_{name}`", SETTINGS[name], defaults.get(name, "")) for name in sorted(SETTINGS)]
    prose = (
        "# Settings\n\nEvery setting is an environment variable. `HANDTAG_X_FILE` names a file that holds the value of"
        " `HANDTAG_X`. A flag is `1`, `true`, `yes` or `on`; words are separated by commas. Where the default is `None`,"
        " the value must be set.\n\n"
    )
    checks = ast.parse((SOURCES / "config" / "checks.py").read_text(encoding="utf-8"))
    notes = [ast.get_docstring(node) or "" for node in checks.body if isinstance(node, ast.FunctionDef)]
    listed = "\n".join(f"- {note}" for note in notes)
    return f"{prose}{table(('variable', 'what it is', 'default'), rows)}\n## Checks\n\n{listed}\n"


def refusals() -> str:
    sentences = messages()
    found: dict[tuple[str, str], set[str]] = {}
    for path, tree in modules():
        for name, kind in outcomes(tree):
            found.setdefault((name, kind), set()).add(path.stem)
    rows = [(f"`{c}`", f"`{kind}`", sentences.get(c, ""), code(sorted(places))) for (c, kind), places in sorted(found.items())]
    kinds = "\n".join(f"- `{kind}`: {meaning}" for kind, meaning in OUTCOMES.items())
    return f"# Refusals\n\nHow a request can end without an answer. Pages, API and commands give the same codes.\n\n{kinds}\n\n" + table(
        ("code", "kind", "sentence", "said by"), rows
    )


def outcomes(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Every code that is raised by name, with the kind of outcome it is."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            kind = ast.unparse(node.func).split(".")[-1]
            if kind in OUTCOMES and isinstance(node.args[0].value, str):
                yield node.args[0].value, kind


def messages() -> dict[str, str]:
    """The English sentence of every code: the dictionaries of usecases/messages.py whose keys are codes."""
    module = importlib.import_module("handtag.usecases.messages")
    return {
        key: str(value)
        for name, table_ in vars(module).items()
        if not name.startswith("_") and isinstance(table_, dict)
        for key, value in table_.items()
        if isinstance(key, str) and re.fullmatch(r"[a-z_]+\.[a-z_]+", key)
    }


def facts() -> str:
    from handtag.domain.agreement import facts as read
    from handtag.domain.agreement.schema import OUTCOMES as ANSWERS

    rows = [(f"`{name}`", code(values)) for name, values in sorted(read.CHOICES.items())]
    rows += [(f"`{name}`", "`true`, `false`") for name in read.FLAG_FACTS]
    rows += [(f"`{name}`", f"whole number {low} to {read.HIGHEST[name]}") for name, low in read.LOWEST.items()]
    rows += [(f"`{name}`", "date, `YYYY-MM-DD`") for name in read.DATE_FACTS]
    rows += [(f"`{name}`", "ISO 9999 code of 2, 4 or 6 digits") for name in read.CODE_FACTS]
    rows += [(f"`{name}`", "text") for name in read.TEXT_FACTS]
    answers = [(f"`{name}`", code(values)) for name, values in ANSWERS.items()]
    return (
        "# Facts and answers\n\nWhat a question to an agreement may say, and what the answer may be.\n\n## Facts\n\n"
        + table(("fact", "values"), rows)
        + "\n## Answers\n\n"
        + table(("answer", "values"), answers)
    )


def parameters() -> str:
    from handtag.files.agreements import read_agreements

    rows = [
        (f"`{p.id}`", p.title, p.unit, p.status, "; ".join(f"{v.value} from {v.since}" for v in p.values), source(version, p))
        for versions in read_agreements(ROOT / "agreements").values()
        for version in versions
        for p in version.parameters
    ]
    return "# Agreement parameters\n\nThe numbers and choices that the agreements in `agreements/` fix.\n\n" + table(
        ("parameter", "title", "unit", "status", "values", "source"), rows
    )


def source(version: "Agreement", parameter: "Parameter") -> str:
    return f"{version.title} ({version.version}), {parameter.clause}"


def commands() -> str:
    parts = ["# Commands\n\n`./handtag` makes its own environment and takes these words.\n"]
    top = help_of()
    parts.append(f"\n```text\n{top}\n```\n")
    for word in re.findall(r"^ {2,4}([a-z][a-z-]+) {2,}\S", top, re.MULTILINE):
        parts.append(f"\n## handtag {word}\n\n```text\n{help_of(word)}\n```\n")
    parts.append("\n## On a server\n\n`handtag WORD --help` tells the rest.\n\n" + table(("word", "what it does"), words_on_a_server()))
    return "".join(parts)


def takeover() -> str:
    from handtag.files.takeover import headings_of
    from handtag.files.takeover_rows import FILES

    text = (
        "# Files of a takeover\n\nA package is a folder or a zip with one CSV, XLSX, ODS or XLS for each kind of thing; what it is for and"
        " how it is taken over: [Take over from another system](../operations/takeover.md). A column is found by any of its headings,"
        " in any order; other columns are left alone. Days are written `2026-11-23`, amounts in kronor with at most two decimals.\n"
    )
    for kind, (model, names) in FILES.items():
        headings = headings_of(model)
        rows = [
            (code([*headings[name], name]), "yes" if field.is_required() else "", field.description or "")
            for name, field in model.model_fields.items()
        ]
        text += f"\n## {code([kind, *names])}\n\n{first_paragraph(model)}\n\n{table(('headings', 'needed', 'holds'), rows)}"
    return text


def first_paragraph(thing: object) -> str:
    return " ".join((inspect.getdoc(thing) or "").split("\n\n", maxsplit=1)[0].split())


def words_on_a_server() -> list[tuple[str, str]]:
    """Handtag's own Django commands."""
    from django.core.management import get_commands, load_command_class

    ours = sorted(name for name, app in get_commands().items() if app == "handtag.cli")
    return [(f"`{name}`", load_command_class("handtag.cli", name).help) for name in ours]


def verification() -> str:
    from handtag.cli.verification import CHECKS, rule

    rows = [(f"`{check.__name__}`", about, keeps, rule(check)) for check, (about, keeps) in CHECKS.items()]
    return (
        "# What `handtag verify` asks\n\nEach question must find no row. Its letters name the invariants it keeps: L devices, R rent and "
        "money, D decisions and care, P persons and log, S the platform.\n\n" + table(("check", "about", "keeps", "what must hold"), rows)
    )


def help_of(*words: str) -> str:
    run = subprocess.run(
        [sys.executable, "-P", "-m", "handtag", *words, "--help"],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "COLUMNS": "100", "LC_ALL": "C.UTF-8"},
    )
    return run.stdout.strip()


ALL = {
    "use-cases.md": use_cases,
    "roles.md": roles,
    "settings.md": settings,
    "refusals.md": refusals,
    "facts.md": facts,
    "parameters.md": parameters,
    "commands.md": commands,
    "verify.md": verification,
    "takeover.md": takeover,
}


def openapi() -> str:
    from handtag.api.api import api

    return json.dumps(api.get_openapi_schema(), indent=1, ensure_ascii=False, default=str) + "\n"


def main(words: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "handtag.config.settings")
    os.environ.setdefault("HANDTAG_DEMO", "1")
    sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
    import django
    from django.utils import translation

    from tools import invariant_pages, law_pages

    django.setup()
    drift = []
    with translation.override("en"):
        made = {PAGES / name: make() for name, make in (ALL | {"invariants.md": invariant_pages.text}).items()} | law_pages.written()
        written = {path: f"{MARK}\n\n{text}" for path, text in made.items()} | {OPENAPI: openapi()}
        for page, text in written.items():
            if not page.exists() or page.read_text(encoding="utf-8") != text:
                drift.append(page.name)
                if "--check" not in words:
                    page.parent.mkdir(parents=True, exist_ok=True)
                    page.write_text(text, encoding="utf-8")
    if drift:
        print(("not what the code says, run `make docs`: " if "--check" in words else "written: ") + ", ".join(drift))
    return 1 if drift and "--check" in words else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
