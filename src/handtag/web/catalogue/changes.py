"""What can be changed of one article, as data: its form, what stands in it first, the use case it runs, what is said after."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from handtag.apps.agreements.queries import known_words
from handtag.apps.catalogue import queries_details
from handtag.apps.organisations.queries import county_agreement
from handtag.domain.access import Viewer
from handtag.domain.catalogue import words_for
from handtag.usecases.catalogue.add_article_file import AddArticleFile, add_article_file
from handtag.usecases.catalogue.change_article import ChangeArticle, change_article
from handtag.usecases.catalogue.decide_assortment import DecideAssortment, decide_assortment
from handtag.usecases.catalogue.set_attribute_values import SetAttributeValues, set_attribute_values
from handtag.usecases.catalogue.set_equivalence_group import SetEquivalenceGroup, set_equivalence_group
from handtag.usecases.catalogue.set_fit import SetFit, set_fit
from handtag.usecases.catalogue.set_instruction import SetInstruction, set_instruction
from handtag.web.catalogue import forms
from handtag.web.shell.http import perform

Words = str | Promise
Act = Callable[[Viewer, Any, Any], object]


@dataclass(frozen=True)
class Change:
    """`options` are what the form is made with beside what was posted; `act` runs the use case with the form's answers."""

    name: str
    title: Words
    said: Words
    form: type[Any]
    act: Act
    options: Callable[[Viewer, Any], Mapping[str, Any]]


def _details(viewer: Viewer, article: Any) -> Mapping[str, Any]:
    plain = ("name", "description", "supplier_number", "gtin", "product_word", "lead_time_days")
    first = {name: getattr(article, name) for name in plain}
    words = words_for(article.iso_code, known_words(county_agreement(viewer), viewer.on))
    named = {"supplier": article.supplier.name, "series": article.series.name if article.series else ""}
    return {"initial": first | named, "words": words}


def _assortment(viewer: Viewer, article: Any) -> Mapping[str, Any]:
    return {"principals": queries_details.principal_choices(viewer), "initial": {"assortment": article.assortment, "valid_from": viewer.on}}


def _values(_viewer: Viewer, article: Any) -> Mapping[str, Any]:
    return {"told": queries_details.told_of(article)}


def _group(_viewer: Viewer, article: Any) -> Mapping[str, Any]:
    known = next(iter(queries_details.details(article).groups), None)
    if known is None:
        return {"initial": {"numbers": article.number}}
    numbers = "\n".join(sorted(member.article.number for member in known.members.all()))
    return {"initial": {"name": known.name, "numbers": numbers, "is_binding": known.is_binding}}


def _nothing(_viewer: Viewer, _article: Any) -> Mapping[str, Any]:
    return {}


def _given(form: Any) -> dict[str, Any]:
    return {name: value for name, value in form.cleaned_data.items() if name != "command_id"}


def _change(viewer: Viewer, article: Any, form: Any) -> object:
    return perform(viewer, change_article, ChangeArticle(article_number=article.number, **_given(form)), form=form)


def _decide(viewer: Viewer, article: Any, form: Any) -> object:
    return perform(viewer, decide_assortment, DecideAssortment(article_numbers=(article.number,), **_given(form)), form=form)


def _tell(viewer: Viewer, article: Any, form: Any) -> object:
    return perform(viewer, set_attribute_values, SetAttributeValues(article.number, form.values()), form=form)


def _fit(viewer: Viewer, article: Any, form: Any) -> object:
    given = _given(form)
    main = {"series_id": article.series_id or 0} if given.pop("for_series") else {"main_number": article.number}
    return perform(viewer, set_fit, SetFit(**given, **main), form=form)


def _gather(viewer: Viewer, _article: Any, form: Any) -> object:
    given = form.cleaned_data
    data = SetEquivalenceGroup(given["name"], tuple(given["numbers"].split()), is_binding=given["is_binding"])
    return perform(viewer, set_equivalence_group, data, form=form)


def _instruct(viewer: Viewer, article: Any, form: Any) -> object:
    return perform(viewer, set_instruction, SetInstruction(article.number, **_given(form)), form=form)


def _show(viewer: Viewer, article: Any, form: Any) -> object:
    return perform(viewer, add_article_file, AddArticleFile(article.number, **_given(form)), form=form)


CHANGES: dict[str, Change] = {
    one.name: one
    for one in (
        Change("uppgifter", _("Details"), _("The article is changed."), forms.DetailsForm, _change, _details),
        Change("sortiment", _("Assortment"), _("The decision takes effect on its day."), forms.AssortmentForm, _decide, _assortment),
        Change("egenskaper", _("Measures and properties"), _("The values are kept."), forms.ValuesForm, _tell, _values),
        Change("tillbehor", _("What fits it"), _("What fits is kept."), forms.FitForm, _fit, _nothing),
        Change("ersattning", _("Replacement group"), _("The replacement group is kept."), forms.GroupForm, _gather, _group),
        Change("anvisningar", _("Instructions"), _("The instruction is kept."), forms.InstructionForm, _instruct, _nothing),
        Change("filer", _("Pictures and documents"), _("The file is kept."), forms.FileForm, _show, _nothing),
    )
}  # fmt: skip
