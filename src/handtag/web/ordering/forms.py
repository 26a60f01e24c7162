"""The forms of orders. Which article fits and which day is promised is not theirs to say."""

from base64 import b64encode
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from handtag.domain.ordering import LARGEST_ATTACHMENT, NEED_REASONS
from handtag.usecases.words import CANCEL_REASONS
from handtag.usecases.words_following import MAIL_TIMES
from handtag.usecases.words_ordering import OPT_OUT_REASONS, POSTPONE_REASONS, UNDELIVERED_REASONS
from handtag.web.ui.forms import CommandForm, DateInput, ScanInput


class DeliveryForm(CommandForm):
    """Where to, and a note. The delivery point is chosen beforehand when the unit has one only."""

    delivery_point_id = forms.TypedChoiceField(label=_("Delivery point"), coerce=int, widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("Note to the device centre"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Nothing about health. What is written here is read by the store and the drivers."),
    )

    def __init__(self, *args: Any, points: Sequence[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["delivery_point_id"]
        field.choices = list(points)  # type: ignore[attr-defined]
        if len(points) == 1:
            field.initial = points[0][0]


HOW = [("", _("In parts: each thing as soon as it can")), ("1", _("Everything together, with what comes last"))]


class EquipmentForm(DeliveryForm):
    """An order of equipment: where to, and how many of each article that has been added (`pieces_<article number>`)."""

    together = forms.ChoiceField(label=_("How it is to come"), required=False, initial="", choices=HOW, widget=forms.RadioSelect)

    def __init__(self, *args: Any, lines: Sequence[tuple[str, str, int]], **options: Any) -> None:
        super().__init__(*args, **options)
        for number, name, quantity in lines:
            self.fields[f"pieces_{number}"] = forms.IntegerField(
                label=name, min_value=0, max_value=999, initial=quantity, widget=forms.NumberInput(attrs={"class": "pieces"})
            )
        self._lines = [(number, quantity) for number, _name, quantity in lines]

    @property
    def pieces(self) -> list[forms.BoundField]:
        return [self[f"pieces_{number}"] for number, _quantity in self._lines]

    @property
    def chosen(self) -> list[tuple[str, int]]:
        """Article number and quantity of each article that is wanted; before anything is posted, what was begun."""
        if not self.is_bound:
            return self._lines
        given = [(number, self.cleaned_data.get(f"pieces_{number}") or 0) for number, _quantity in self._lines]
        return [(number, quantity) for number, quantity in given if quantity]


class AddForm(CommandForm):
    article_number = forms.CharField(label=_("Article number"), max_length=30, widget=forms.HiddenInput)
    quantity = forms.IntegerField(
        label=_("Quantity"), min_value=1, max_value=999, initial=1, widget=forms.NumberInput(attrs={"class": "pieces"})
    )


class TemplateForm(CommandForm):
    name = forms.CharField(label=_("Name of the template"), max_length=60)


class StandingForm(CommandForm):
    """So many pieces, so often, until a day, to one of the unit's delivery points."""

    pieces = forms.IntegerField(
        label=_("Pieces each time"), min_value=1, max_value=999, widget=forms.NumberInput(attrs={"class": "pieces"})
    )
    interval_days = forms.IntegerField(
        label=_("Days between"), min_value=7, max_value=183, widget=forms.NumberInput(attrs={"class": "pieces"})
    )
    valid_to = forms.DateField(label=_("Last day"), widget=DateInput, help_text=_("At most a year. Then the need is assessed again."))
    delivery_point_id = forms.TypedChoiceField(label=_("Delivery point"), coerce=int, widget=forms.RadioSelect)

    def __init__(self, *args: Any, points: Sequence[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["delivery_point_id"]
        field.choices = list(points)  # type: ignore[attr-defined]
        if len(points) == 1:
            field.initial = points[0][0]


class PlaceForm(DeliveryForm):
    """An order: beside where to, a quantity for each accessory that fits (`accessory_<article number>`)."""

    pieces = forms.IntegerField(
        label=_("Quantity"), min_value=1, max_value=999, initial=1, required=False, widget=forms.NumberInput(attrs={"class": "pieces"})
    )
    own_only = forms.ChoiceField(label=_("May an equivalent come instead?"), required=False, widget=forms.RadioSelect)
    together = forms.ChoiceField(
        label=_("How it is to come"),
        required=False,
        initial="",
        choices=HOW,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, fitting: Sequence[tuple[str, str]], chain: str = "", marked: bool = True, **options: Any) -> None:
        super().__init__(*args, **options)
        if marked:
            del self.fields["pieces"]
        reasons = [(code, text) for code, text in OPT_OUT_REASONS.items() if chain != "binding" or code in NEED_REASONS]
        self.fields["own_only"].choices = [("", _("Yes, the one that has waited longest")), *reasons]  # type: ignore[attr-defined]
        if not chain:
            del self.fields["own_only"]
        for number, name in fitting:
            self.fields[f"accessory_{number}"] = forms.IntegerField(
                label=name, min_value=0, max_value=99, initial=0, required=False, widget=forms.NumberInput(attrs={"class": "pieces"})
            )
        self._numbers = [number for number, _name in fitting]

    @property
    def accessories(self) -> list[forms.BoundField]:
        return [self[f"accessory_{number}"] for number in self._numbers]

    @property
    def chosen(self) -> list[tuple[str, int]]:
        """Article number and quantity of each accessory that is wanted."""
        given = [(number, self.cleaned_data.get(f"accessory_{number}") or 0) for number in self._numbers]
        return [(number, quantity) for number, quantity in given if quantity]


class PostponeForm(CommandForm):
    on = forms.DateField(label=_("Comes on instead"), widget=DateInput)
    reason = forms.ChoiceField(label=_("Why"), choices=list(POSTPONE_REASONS.items()))
    line_id = forms.IntegerField(widget=forms.HiddenInput)


class UndeliveredForm(CommandForm):
    reason = forms.ChoiceField(label=_("Why"), choices=list(UNDELIVERED_REASONS.items()))
    location_code = forms.ChoiceField(label=_("Where the goods are now"))

    def __init__(self, *args: Any, places: Sequence[tuple[str, Any]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["location_code"].choices = list(places)  # type: ignore[attr-defined]


class ChangeForm(DeliveryForm):
    """An order as it is: where to, the note, and how many of each line (`line_<row>`; none takes it away) and of what could be added."""

    def __init__(
        self, *args: Any, lines: Sequence[tuple[int, str, int, int, int]], fitting: Sequence[tuple[str, str]], **options: Any
    ) -> None:
        """`lines`: row, name, pieces now, fewest, most; a line that can be neither more nor fewer is not asked about."""
        super().__init__(*args, **options)
        for pk, name, pieces, fewest, most in lines:
            self.fields[f"line_{pk}"] = forms.IntegerField(
                label=name, min_value=fewest, max_value=most, initial=pieces, widget=forms.NumberInput(attrs={"class": "pieces"})
            )
        for number, name in fitting:
            self.fields[f"accessory_{number}"] = forms.IntegerField(
                label=name, min_value=0, max_value=99, initial=0, required=False, widget=forms.NumberInput(attrs={"class": "pieces"})
            )
        self._lines = [pk for pk, *_rest in lines]
        self._numbers = [number for number, _name in fitting]

    @property
    def lines(self) -> list[forms.BoundField]:
        return [self[f"line_{pk}"] for pk in self._lines]

    @property
    def accessories(self) -> list[forms.BoundField]:
        return [self[f"accessory_{number}"] for number in self._numbers]

    @property
    def quantities(self) -> list[tuple[int, int]]:
        """Row and pieces of each line."""
        return [(pk, self.cleaned_data[f"line_{pk}"]) for pk in self._lines]

    @property
    def added(self) -> list[tuple[str, int]]:
        given = [(number, self.cleaned_data.get(f"accessory_{number}") or 0) for number in self._numbers]
        return [(number, pieces) for number, pieces in given if pieces]


class ConvertForm(CommandForm):
    own_only = forms.ChoiceField(
        label=_("May an equivalent come instead?"),
        required=False,
        choices=[("", _("Yes, the one that has waited longest")), *OPT_OUT_REASONS.items()],
    )
    line_id = forms.IntegerField(widget=forms.HiddenInput)


class CancelForm(CommandForm):
    reason = forms.ChoiceField(label=_("Why"), choices=list(CANCEL_REASONS.items()), widget=forms.RadioSelect)


class PickForm(CommandForm):
    device_number = forms.CharField(label=_("Device number"), required=False, max_length=20, widget=ScanInput(attrs={"autofocus": False}))
    line_id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    code = forms.CharField(
        label=_("Lot, or the code on the package"), required=False, max_length=120, widget=ScanInput(attrs={"autofocus": False})
    )


class DeliverForm(CommandForm):
    on = forms.DateField(label=_("Delivered on"), widget=DateInput, help_text=_("Rent runs from and including this day."))


class AttachForm(CommandForm):
    title = forms.CharField(label=_("What it shows"), max_length=120, help_text=_("In a few words, for who cannot see the picture."))
    content = forms.FileField(
        label=_("File"),
        help_text=_("A picture (JPEG, PNG, WebP) or a document (PDF), at most 5 MB."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,application/pdf"}),
    )

    def clean_content(self) -> str:
        file = self.cleaned_data["content"]
        if file.size > LARGEST_ATTACHMENT:
            raise forms.ValidationError(_("The file is larger than 5 MB."))
        return b64encode(file.read()).decode()


class MailForm(CommandForm):
    address = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        max_length=254,
        help_text=_("The mail says that there is a message, and nothing of what or whom. Leave it empty to get none."),
    )
    often = forms.ChoiceField(label=_("How often"), choices=list(MAIL_TIMES.items()), initial="at_once", required=False)
