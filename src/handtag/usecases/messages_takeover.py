"""Refusal codes → sentences for takeovers; messages joins them with the rest. What files, fields, verdicts and reasons are called."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Text = str | Promise

TAKEOVER: dict[str, Text] = {
    "takeover.unknown_file": _("%(value)s is no file of a takeover package. Choose one of: %(valid)s."),
    "takeover.unreadable_file": _("%(file)s is no table that can be read (%(why)s)."),
    "takeover.too_many_rows": _("%(file)s has more than %(most)s rows. Divide it into packages."),
    "takeover.no_package_row": _("The package does not say what it is: it needs a file called package with one row."),
    "takeover.bad_package": _("Row %(row)s of the file package cannot be read: %(field)s, %(why)s."),
    "takeover.rows_refused": _(
        "%(rows)s rows are refused, so nothing has been taken over. Correct them in the old system, or say that they are left out."
    ),
    "takeover.no_reconciliation": _("There is no such reconciliation at your centre."),
}
FILES: dict[str, Text] = {
    "package": _("Package"),
    "units": _("Units"),
    "places": _("Stores"),
    "articles": _("Articles"),
    "persons": _("Persons"),
    "devices": _("Devices"),
    "holdings": _("Holdings"),
    "stock": _("Counted goods"),
    "orders": _("Open orders"),
    "totals": _("Control totals"),
}
MEASURES: dict[str, Text] = {
    **{name: FILES[name] for name in ("units", "articles", "persons", "devices", "stock", "orders")},
    "residual": _("Residual values"),
    "lent": _("Lent devices"),
    "rent": _("Rent per month"),
}
VERDICTS: dict[str, Text] = {
    "taken": pgettext_lazy("takeover", "Taken over"),
    "known": pgettext_lazy("takeover", "Known already"),
    "refused": pgettext_lazy("takeover", "Refused"),
}
REASONS: dict[str, Text] = {
    "missing": _("nothing is written there"),
    "no_column": _("the column is missing"),
    "too_long": _("it is too long"),
    "digits_lost": _("the spreadsheet has rounded the number; format the column as text"),
    "not_a_day": _("write the day as 2026-11-23"),
    "not_a_number": _("that is not a number"),
    "ambiguous_number": _("that may be thousands or decimals; write it without a thousands separator"),
    "less_than_an_ore": _("an amount has at most two decimals"),
    "not_whole": _("write a whole number, at least 1"),
    "negative": _("it is below nothing"),
    "not_yes_or_no": _("write yes or no"),
    "unknown_choice": _("that is not one of the choices"),
    "not_an_hsa_id": _("that is not an HSA-id"),
    "not_an_organisation_number": _("that is not an organisation number"),
    "not_a_gtin": _("that is not a GTIN"),
    "not_an_iso_code": _("write six or eight digits"),
    "not_weekdays": _("write digits from 1 (Monday) to 5 (Friday)"),
    "not_an_identity": _("that is not an identity number"),
    "in_the_future": _("that day has not come"),
    "after_takeover": _("that is after the day of takeover"),
    "changed_since": _("it was taken over before with another content, which stands"),
    "twice": _("it stands twice in the file"),
    "unknown_principal": _("no principal in the county has that organisation number"),
    "unknown_municipality": _("no municipality in the county has that code"),
    "unknown_unit": _("the unit is neither in the package nor here"),
    "unknown_person": _("the person is neither in the package nor here"),
    "unknown_article": _("the article is neither in the package nor here"),
    "unknown_device": _("the device is not taken over with the package"),
    "unknown_place": _("the store is neither in the package nor here"),
    "unknown_point": _("the unit has no delivery point with that name"),
    "nowhere": _("nobody has it, and no store is named"),
    "no_delivery_point": _("the unit has no delivery point"),
    "no_cost_centre": _("the payer has no cost centre; name one"),
    "no_rent": _("the article has no rent on the day of takeover"),
    "no_price": _("the article has no price on the day of takeover"),
    "two_prices": _("an article is rented or sold, not both"),
    "only_devices_are_rented": _("only marked devices are rented"),
    "gtin_taken": _("another article has that GTIN"),
    "number_taken": _("a device here has that number already"),
    "serial_taken": _("another device of the article has that serial number"),
    "above_purchase": _("it is more than the purchase price"),
    "counted_by_quantity": _("the article is counted, not marked"),
    "marked_one_by_one": _("the article is marked: its devices are in the file of devices"),
    "lot_expires_otherwise": _("the batch is known with another last day"),
    "too_many": _("that many pieces on one line are taken for a slip"),
    "order_of_two": _("the order stands with two persons, units or payers"),
    "lending_refused": _("who has it could not be taken over, so it is nowhere"),
}
COMPARED: dict[str, Text] = {
    "name": _("Name"),
    "principal": _("Principal"),
    "kind": _("Kind"),
    "iso_code": _("ISO code"),
    "rent_ore": _("Rent per month"),
    "sale_ore": _("Sale price"),
    "municipality": _("Municipality"),
    "housing": _("Housing"),
    "protected_identity": _("Protected identity"),
    "article": _("Article"),
    "serial_number": _("Serial number"),
    "purchased_on": _("Bought on"),
    "purchase_ore": _("Purchase price"),
    "residual_ore": _("Residual value"),
    "place": _("Store"),
    "bin": _("Shelf"),
    "person": _("Person"),
    "unit": _("Unit"),
    "payer": _("Payer"),
    "quantity": _("Quantity"),
    "promised_on": _("Promised on"),
}
