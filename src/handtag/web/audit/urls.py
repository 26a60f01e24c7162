"""Addresses of the log."""

from django.urls import path

from handtag.web.audit import extracts, reviews

app_name = "audit"
urlpatterns = [
    path("", reviews.overview, name="list"),
    path("ny/", reviews.start, name="start"),
    path("granskning/<uuid:key>/", reviews.review, name="review"),
    path("granskning/<uuid:key>/<int:entry_id>/", reviews.row, name="row"),
    path("utdrag/", extracts.make, name="extracts"),
    path("utdrag/<uuid:extract_key>/", extracts.extract, name="extract"),
]
