"""The addresses of the assortment."""

from django.urls import path

from handtag.web.catalogue import views_changes, views_requests
from handtag.web.catalogue.views import article, search

app_name = "catalogue"
urlpatterns = [
    path("", search, name="search"),
    path("jamfor/", views_changes.compare, name="compare"),
    path("egenskap/", views_changes.attribute, name="attribute"),
    path("fil/<int:file_id>/", views_changes.file, name="file"),
    path("forslag/", views_requests.requests, name="requests"),
    path("forslag/nytt/", views_requests.propose, name="propose"),
    path("forslag/<int:request_id>/", views_requests.article_request, name="request"),
    path("forslag/<int:request_id>/<slug:verdict>/", views_requests.decide, name="decide"),
    path("<path:number>/andra/<slug:part>/", views_changes.change, name="change"),
    path("<path:number>/ta-bort/<int:file_id>/", views_changes.remove_file, name="remove_file"),
    path("<path:number>/", article, name="article"),
]
