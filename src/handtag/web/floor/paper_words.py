"""The words on printed labels and documents, in the language of whoever prints."""

from django.utils.translation import gettext as _


def device_label() -> dict[str, str]:
    return {"title": _("Device label"), "opens": _("Opens the page of"), "scan": _("Scan for history and faults"), "gs1": _("GS1 code")}


def shelf_label() -> dict[str, str]:
    return {"title": _("Shelf label"), "bin": _("Code of shelf")}


def parcel_label() -> dict[str, str]:
    return {
        "title": _("Parcel label"),
        "to": _("To"),
        "order": _("Order"),
        "contents": _("Contents"),
        "promised": _("Promised"),
        "code_of": _("Code of order"),
        "gs1": _("GS1 code"),
        "from": _("From"),
    }


def delivery_note() -> dict[str, str]:
    return {
        "title": _("Delivery note"),
        "code_of": _("Code of order"),
        "with_this": _("In this parcel"),
        "later": _("Follows later"),
        "article": _("Article"),
        "name": _("Name"),
        "device": _("Device number"),
        "serial": _("Serial number"),
        "quantity": _("Quantity"),
        "promised": _("Promised"),
        "received": _("Received, day"),
        "signed": _("Name"),
    }


def delivery_notes() -> tuple[str, ...]:
    return (
        _("Check that everything is here. Tell the device centre at once if something is missing or damaged, with the order's number."),
        _("The devices are on loan. Keep the return label for the day they go back."),
    )


def return_label() -> dict[str, str]:
    return {
        "title": _("Return"),
        "device": _("Device"),
        "serial": _("Serial number"),
        "code_of": _("Code of device"),
        "back_to": _("Goes back to"),
        "why": _("Why does it come back?"),
        "fault": _("Faults and missing parts. Write nothing about the person."),
        "clean": _("Wipe it clean and fasten this label to it."),
    }


def reasons() -> list[str]:
    return [_("No longer needed"), _("Changed for another"), _("Broken or unsafe"), _("Wrong goods")]


def pick_list() -> dict[str, str]:
    return {
        "title": _("Pick list"),
        "done": _("Done"),
        "bin": _("Bin"),
        "device": _("Device number"),
        "article": _("Article"),
        "quantity": _("Quantity"),
        "order": _("Order"),
        "to": _("To"),
        "promised": _("Promised"),
        "nothing": _("Nothing waits to be picked."),
        "code_of": _("Code of order"),
    }
