"""The addresses of drafts."""

from django.urls import path

from handtag.web.drafting import editing, parts, steps, views

app_name = "drafting"
urlpatterns = [
    path("", views.drafts, name="list"),
    path("nytt/", views.start, name="start"),
    path("<uuid:key>/", views.show, name="show"),
    path("<uuid:key>/andringar/", views.changes, name="changes"),
    path("<uuid:key>/verkan/", views.effect, name="effect"),
    path("<uuid:key>/fall/<str:case>/", steps.agree, name="agree"),
    path("<uuid:key>/tabell/<str:table>/", editing.table, name="table"),
    path("<uuid:key>/tabell/<str:table>/ny/", editing.new_rule, name="new_rule"),
    path("<uuid:key>/regel/<str:rule>/", editing.rule, name="rule"),
    path("<uuid:key>/regel/<str:rule>/flytta/", editing.move, name="move"),
    path("<uuid:key>/del/<str:kind>/", parts.listed, name="parts"),
    path("<uuid:key>/del/<str:kind>/ny/", parts.new_part, name="new_part"),
    path("<uuid:key>/del/<str:kind>/<path:part>/andra/", parts.part, name="part"),
    path("<uuid:key>/del/<str:kind>/<path:part>/ta-bort/", parts.remove, name="remove"),
    path("<uuid:key>/lamna-in/", steps.submit, name="submit"),
    path("<uuid:key>/ta-tillbaka/", steps.withdraw, name="withdraw"),
    path("<uuid:key>/godkann/", steps.approve, name="approve"),
    path("<uuid:key>/skicka-tillbaka/", steps.reject, name="reject"),
]
