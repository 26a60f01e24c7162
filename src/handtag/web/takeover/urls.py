"""Addresses of takeovers."""

from django.urls import path

from handtag.web.takeover import views

app_name = "takeover"
urlpatterns = [
    path("", views.takeovers, name="list"),
    path("avstamning/<uuid:reconciliation_key>/", views.reconciliation, name="reconciliation"),
]
