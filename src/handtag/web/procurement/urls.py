"""Addresses of framework agreements and price lists."""

from django.urls import path

from handtag.web.procurement import views, views_lists

app_name = "procurement"
urlpatterns = [
    path("", views.agreements, name="list"),
    path("nytt/", views.register, name="register"),
    path("<uuid:agreement_key>/", views.agreement, name="agreement"),
    path("<uuid:agreement_key>/leverantor/", views.supplier, name="supplier"),
    path("<uuid:agreement_key>/option/", views.option, name="option"),
    path("<uuid:agreement_key>/avsluta/", views.end, name="end"),
    path("<uuid:agreement_key>/artikel/", views.link, name="link"),
    path("<uuid:agreement_key>/prislista/", views_lists.new, name="new_list"),
    path("prislista/<uuid:file_key>/", views_lists.read, name="read"),
    path("prisforslag/<uuid:proposal_key>/", views_lists.proposal, name="proposal"),
    path("prisforslag/<uuid:proposal_key>/godkann/", views_lists.approve, name="approve"),
    path("prisforslag/<uuid:proposal_key>/avsla/", views_lists.reject, name="reject"),
]
