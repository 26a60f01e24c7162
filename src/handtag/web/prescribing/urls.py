"""Addresses of prescriptions."""

from django.urls import path

from handtag.web.prescribing import exceptions, files, filling, process, views, work

app_name = "prescribing"
urlpatterns = [
    path("", views.prescriptions, name="list"),
    path("ny/<uuid:person_key>/", views.start, name="start"),
    path("undantag/", exceptions.waiting, name="exceptions"),
    path("undantag/rapport/", exceptions.report, name="exception_report"),
    path("undantag/<uuid:request_key>/", exceptions.answer, name="exception"),
    path("<uuid:key>/undantag/", exceptions.ask, name="ask_exception"),
    path("<uuid:key>/", views.prescription, name="prescription"),
    path("<uuid:key>/hjalpmedel/", views.choose, name="choose"),
    path("<uuid:key>/fragor/", views.answer, name="answer"),
    path("<uuid:key>/steg/", work.step, name="step"),
    path("<uuid:key>/alternativ/", process.offer, name="offer"),
    path("<uuid:key>/formular/<slug:form_id>/", filling.fill_in, name="form"),
    path("<uuid:key>/filer/", files.keep, name="keep_file"),
    path("<uuid:key>/filer/<int:file_id>/", files.show, name="file"),
    path("<uuid:key>/filer/<int:file_id>/ta-bort/", files.remove, name="remove_file"),
    path("<uuid:key>/prov/", process.trial, name="trial"),
    path("<uuid:key>/prov/avsluta/", process.end_trial, name="end_trial"),
    path("<uuid:key>/avsluta/", work.end, name="end"),
]
