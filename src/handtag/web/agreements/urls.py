"""The addresses of the agreements' pages."""

from django.urls import path

from handtag.web.agreements.comparing import difference
from handtag.web.agreements.reader import agreement, version, versions
from handtag.web.agreements.views import same_person, who_pays

app_name = "agreements"
urlpatterns = [
    path("vem-betalar/", who_pays, name="who_pays"),
    path("samma-person/", same_person, name="same_person"),
    path("avtal/", versions, name="list"),
    path("avtal/jamfor/", difference, name="difference"),
    path("avtal/<slug:agreement_id>/", agreement, name="agreement"),
    path("avtal/<slug:agreement_id>/<str:version>/", version, name="version"),
]
