"""The addresses of the agreements' pages."""

from django.urls import path

from handtag.web.agreements.views import version, versions, who_pays

app_name = "agreements"
urlpatterns = [
    path("vem-betalar/", who_pays, name="who_pays"),
    path("avtal/", versions, name="list"),
    path("avtal/<slug:agreement_id>/<str:version>/", version, name="version"),
]
