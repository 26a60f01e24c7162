"""Addresses of prescriptions."""

from django.urls import path

from handtag.web.prescribing import views, work

app_name = "prescribing"
urlpatterns = [
    path("", views.prescriptions, name="list"),
    path("ny/<uuid:person_key>/", views.start, name="start"),
    path("<uuid:key>/", views.prescription, name="prescription"),
    path("<uuid:key>/hjalpmedel/", views.choose, name="choose"),
    path("<uuid:key>/fragor/", views.answer, name="answer"),
    path("<uuid:key>/steg/", work.step, name="step"),
    path("<uuid:key>/avsluta/", work.end, name="end"),
]
