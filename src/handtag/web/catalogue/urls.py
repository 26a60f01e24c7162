"""The addresses of the assortment."""

from django.urls import path

from handtag.web.catalogue.views import article, search

app_name = "catalogue"
urlpatterns = [
    path("", search, name="search"),
    path("<path:number>/", article, name="article"),
]
