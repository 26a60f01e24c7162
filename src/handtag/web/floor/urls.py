"""Addresses of the floor. Those printed in QR codes are short and stay for as long as the labels do."""

from django.urls import path

from handtag.web.floor import cards, printing, views

app_name = "floor"
urlpatterns = [
    path("skanna/", views.scan, name="scan"),
    path("skanna/artikel/<str:number>/", cards.article, name="article"),
    path("i/<str:number>/", cards.device, name="device"),
    path("o/<str:number>/", cards.order, name="order"),
    path("h/<str:location>/<str:bin>/", cards.shelf, name="shelf"),
    path("utskrift/plocklista/", printing.pick_list, name="pick_list"),
    path("utskrift/etikett/<str:number>/", printing.device_label, name="device_label"),
    path("utskrift/hylla/<str:location>/<str:bin>/", printing.shelf_label, name="shelf_label"),
    path("utskrift/hylla/<str:location>/<str:bin>/hjalpmedel/", printing.labels_on_shelf, name="labels_on_shelf"),
    path("utskrift/kolli/<str:number>/", printing.parcel_label, name="parcel_label"),
    path("utskrift/foljesedel/<str:number>/", printing.delivery_note, name="delivery_note"),
    path("utskrift/returetikett/<str:number>/", printing.return_labels, name="return_labels"),
]
