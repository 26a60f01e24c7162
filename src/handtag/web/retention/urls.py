"""Addresses of retention."""

from django.urls import path

from handtag.web.retention import holds, proposals

app_name = "retention"
urlpatterns = [
    path("", proposals.overview, name="list"),
    path("provkorning/", proposals.propose, name="propose"),
    path("forslag/<uuid:key>/", proposals.proposal, name="proposal"),
    path("forslag/<uuid:key>/godkann/", proposals.approve, name="approve"),
    path("forslag/<uuid:key>/dra-tillbaka/", proposals.withdraw, name="withdraw"),
    path("forslag/<uuid:key>/gallra/", proposals.remove, name="perform"),
    path("undantag/", holds.holds, name="holds"),
    path("undantag/<int:hold_id>/", holds.lift, name="lift"),
]
