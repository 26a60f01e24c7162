"""Addresses of orders."""

from django.urls import path

from handtag.web.ordering import handling, views

app_name = "ordering"
urlpatterns = [
    path("", views.order_list, name="list"),
    path("ny/<uuid:prescription_key>/", views.place, name="place"),
    path("hamtning/<str:device_number>/", views.collect, name="collect"),
    path("<str:number>/", views.order, name="order"),
    path("<str:number>/kvitto/", views.receipt, name="receipt"),
    path("<str:number>/avbryt/", views.cancel, name="cancel"),
    path("<str:number>/reservera/", handling.allocate, name="allocate"),
    path("<str:number>/plocka/", handling.pick, name="pick"),
    path("<str:number>/skicka/", handling.send, name="send"),
    path("<str:number>/leverera/", handling.deliver, name="deliver"),
]
