"""Addresses about persons. A person's key says nothing about her; identity numbers are only ever posted."""

from django.urls import path

from handtag.web.people import (
    printing,
    views,
    views_acting,
    views_corrections,
    views_identity,
    views_numbers,
    views_records,
    views_requests,
    views_secrecy,
)

app_name = "people"
urlpatterns = [
    path("", views.search, name="search"),
    path("reservnummer/", views.search_reserve, name="search_reserve"),
    path("ny/", views.register, name="register"),
    path("registerutdrag/", views_records.extracts, name="register_extracts"),
    path("registerutdrag/<uuid:extract_key>/", views_records.extract, name="register_extract"),
    path("registerutdrag/<uuid:extract_key>/lamna-ut/", views_records.hand_over, name="hand_over"),
    path("onskemal/", views_requests.requests, name="requests"),
    path("onskemal/<uuid:request_key>/", views_requests.answer, name="answer"),
    path("<uuid:key>/utskrift/", printing.sheet, name="sheet"),
    path("<uuid:key>/ombud/", views_acting.acting, name="acting"),
    path("<uuid:key>/ombud/avsluta/", views_acting.end_acting, name="end_acting"),
    path("<uuid:key>/", views.person, name="person"),
    path("<uuid:key>/grund/", views.ground, name="ground"),
    path("<uuid:key>/personnummer/", views.reveal, name="reveal"),
    path("<uuid:key>/adress/", views.reveal_where, name="reveal_where"),
    path("<uuid:key>/akut/", views_secrecy.emergency, name="emergency"),
    path("<uuid:key>/andra-enheter/", views_secrecy.elsewhere, name="elsewhere"),
    path("<uuid:key>/samtycke/", views_secrecy.consent, name="consent"),
    path("<uuid:key>/samtycke/aterkalla/", views_secrecy.withdraw, name="withdraw"),
    path("<uuid:key>/sparr/", views_secrecy.block, name="block"),
    path("<uuid:key>/sparr/hav/", views_secrecy.lift, name="lift"),
    path("<uuid:key>/rattelser/", views_corrections.corrections, name="corrections"),
    path("<uuid:key>/rattelser/<uuid:request_key>/", views_corrections.decide, name="correction"),
    path("<uuid:key>/nummer/", views_numbers.numbers, name="numbers"),
    path("<uuid:key>/nummer/ge/", views_numbers.give, name="give_number"),
    path("<uuid:key>/nummer/angra/", views_numbers.undo, name="undo_number"),
    path("<uuid:key>/samma-person/", views_identity.same_person, name="same_person"),
    path("samma-person/<uuid:merge_key>/", views_identity.split, name="split"),
    path("<uuid:key>/avsluta/", views_secrecy.end_relation, name="end_relation"),
    path("<uuid:key>/uppgifter/", views.circumstances, name="circumstances"),
]
