"""Addresses of cost shifts."""

from django.urls import path

from handtag.web.analysis import views, views_result

app_name = "analysis"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("ny/", views.new, name="new"),
    path("ny/fakturor/", views.charges, name="charges"),
    path("lista/<uuid:list_key>/", views.prepare, name="prepare"),
    path("<uuid:run_key>/", views_result.result, name="result"),
    path("<uuid:run_key>/rader/", views_result.kinds, name="kinds"),
]
