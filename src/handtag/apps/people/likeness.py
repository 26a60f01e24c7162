"""Who has whose name, and who lives where whom: asked by reviews of the access log alone, about persons already read."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from uuid import UUID

from handtag.apps.people.models import Person
from handtag.domain.log_review import About

MANY = 5000


def about_persons(keys: Iterable[UUID]) -> dict[UUID, About]:
    """Names and protection of the persons with these keys."""
    found: dict[UUID, About] = {}
    for some in _chunks(sorted(set(keys))):
        rows = Person.objects.filter(key__in=some).values_list("key", "given_name", "family_name", "protected_identity")
        found |= {key: About(f"{given} {family}".lower(), family.lower(), protected) for key, given, family, protected in rows}
    return found


def living_together(readers: dict[str, str], read: Collection[tuple[str, UUID]]) -> frozenset[tuple[str, UUID]]:
    """Of the pairs of reader and person read: those where a person with the reader's whole name has the same address.

    `readers` are whole names in lower case, by code. Addresses are compared in memory: in the table they are encrypted.
    """
    homes = _homes(set(readers.values()))
    asked = {(actor, key) for actor, key in read if readers.get(actor) in homes}
    addresses: dict[UUID, str] = {}
    for some in _chunks(sorted({key for _, key in asked})):
        addresses |= {key: _plain(address) for key, address in Person.objects.filter(key__in=some).values_list("key", "address")}
    return frozenset((actor, key) for actor, key in asked if addresses.get(key) in homes[readers[actor]])


def name_and_birth(key: UUID) -> tuple[str, str, bool]:
    """The name of a person whose readings are looked through, her birth date, and whether her identity is protected."""
    found = Person.objects.filter(key=key).values_list("given_name", "family_name", "birth_date", "protected_identity").first()
    return ("", "", False) if found is None else (f"{found[0]} {found[1]}", found[2].isoformat(), found[3])


def _homes(names: set[str]) -> dict[str, set[str]]:
    homes: dict[str, set[str]] = defaultdict(set)
    families = {word for name in names for word in (name.split()[-1:] if name else ())}
    for given, family, address in Person.objects.filter(family_name__in={f.title() for f in families} | families).values_list(
        "given_name", "family_name", "address"
    ):
        name = f"{given} {family}".lower()
        if name in names and _plain(address):
            homes[name].add(_plain(address))
    return homes


def _plain(address: str) -> str:
    return " ".join(address.lower().split())


def _chunks(keys: list[UUID]) -> Iterable[list[UUID]]:
    return (keys[at : at + MANY] for at in range(0, len(keys), MANY))
