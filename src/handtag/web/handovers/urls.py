"""Addresses of handovers."""

from django.urls import path

from handtag.web.handovers import moving, views

app_name = "handovers"
urlpatterns = [
    path("", views.waiting, name="list"),
    path("<uuid:handover_key>/", views.handover, name="handover"),
    path("<uuid:handover_key>/tillbaka/", views.send_back, name="return"),
    path("<uuid:handover_key>/angra/", views.withdraw, name="withdraw"),
    path("ny/<uuid:prescription_key>/", views.offer, name="offer"),
    path("andring/<uuid:case_key>/", moving.case, name="case"),
    path("andring/<uuid:case_key>/betalare/", moving.payer, name="payer"),
    path("flytt/<uuid:person_key>/", moving.move, name="move"),
    path("handelse/<uuid:person_key>/", moving.event, name="event"),
]
