"""The whole site map, one line per area. Addresses are Swedish, names English."""

from django.urls import include, path

from handtag.web.ui.catalogue import catalogue

urlpatterns = [
    path("", include("handtag.web.shell.urls")),
    path("konto/", include("handtag.web.shell.account_urls")),
    path("", include("handtag.web.agreements.urls")),
    path("avtalsutkast/", include("handtag.web.drafting.urls")),
    path("sortiment/", include("handtag.web.catalogue.urls")),
    path("ramavtal/", include("handtag.web.procurement.urls")),
    path("", include("handtag.web.home.urls")),
    path("personer/", include("handtag.web.people.urls")),
    path("forskrivningar/", include("handtag.web.prescribing.urls")),
    path("overlamningar/", include("handtag.web.handovers.urls")),
    path("uppfoljningar/", include("handtag.web.following.urls")),
    path("rattigheter/", include("handtag.web.rights.urls")),
    path("order/", include("handtag.web.ordering.urls")),
    path("lager/", include("handtag.web.stock.urls")),
    path("", include("handtag.web.floor.urls")),
    path("inkop/", include("handtag.web.purchasing.urls")),
    path("godkannanden/", include("handtag.web.approvals.urls")),
    path("fakturor/", include("handtag.web.billing.urls")),
    path("kostnadsvaxling/", include("handtag.web.analysis.urls")),
    path("logg/", include("handtag.web.audit.urls")),
    path("gallring/", include("handtag.web.retention.urls")),
    path("overtagande/", include("handtag.web.takeover.urls")),
    path("anvandare/", include("handtag.web.administration.urls")),
    path("mina-hjalpmedel/", include("handtag.web.own.urls")),
    path("_ui/", catalogue, name="ui"),
]
