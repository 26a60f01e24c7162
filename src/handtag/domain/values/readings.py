"""What each kind of reading shows of a person, as the log keeps it: which measure, with which data (HSLF-FS 2016:40 4 kap. 9 §)."""

KEPT_YEARS = 10
"""How long the logs are kept, counted from the day of the row. The law asks for at least five (HSLF-FS 2016:40 4 kap. 9 §); ten is how
long the records they speak of are kept (Patientdatalagen 3 kap. 17 §)."""

DATA_KINDS = {
    "person.searched": "existence",
    "person.relation_stated": "existence",
    "person.listed": "name",
    "person.holding_listed": "existence",
    "person.opened": "record",
    "person.attachment_opened": "record",
    "person.prescription_file_opened": "record",
    "person.registered": "record",
    "person.identity_shown": "identity_number",
    "person.reviewed": "name",
    "person.log_extracted": "log",
    "person.emergency_opened": "existence",
    "person.elsewhere_opened": "record",
    "person.cohesive_opened": "record",
    "person.blocked_opened": "record",
    "person.address_shown": "address",
    "person.culled": "existence",
    "person.held": "existence",
    "person.register_made": "existence",
    "person.register_opened": "register",
    "person.register_handed_over": "register",
    "person.register_exported": "register",
    "person.own_opened": "record",
    "person.own_log_opened": "log",
}


def data_kind(action: str) -> str:
    """The kind of data that a reading shows. Raises LookupError with advice."""
    if action not in DATA_KINDS:
        raise LookupError(f"say in domain/values/readings.py what kind of data {action} shows")
    return DATA_KINDS[action]
