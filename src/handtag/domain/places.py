"""Which kinds of organisations, workplaces and stores there are. What they are called on the pages belongs to words."""

from handtag.domain.values.errors import Refused

PRINCIPAL_KINDS = ("region", "municipality", "private")
UNIT_KINDS = (
    "health_centre", "hospital", "specialist_unit", "child_habilitation", "adult_habilitation", "psychiatry",
    "municipal_care", "device_centre", "administration",
)  # fmt: skip
LOCATION_KINDS = ("central_store", "branch_store", "local_store", "buffer_store")


def check_kind(kind: str, valid: tuple[str, ...]) -> None:
    """Raises Refused("people.unknown_choice") at the field `kind`, with what may be chosen."""
    if kind not in valid:
        raise Refused("people.unknown_choice", field="kind", value=kind, valid=valid)
