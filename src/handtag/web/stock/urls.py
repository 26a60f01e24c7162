"""Addresses of the stores."""

from django.urls import path

from handtag.web.stock import views, views_device, views_orders

app_name = "stock"
urlpatterns = [
    path("", views.device_list, name="devices"),
    path("ta-emot/", views.receive, name="receive"),
    path("plock/", views_orders.picking, name="picking"),
    path("plock/<str:order_number>/<int:line_id>/", views_orders.pick_pieces, name="pick_pieces"),
    path("skicka/", views_orders.sending, name="sending"),
    path("skicka/<str:number>/", views_orders.send, name="send"),
    path("leveranser/", views_orders.confirming, name="confirming"),
    path("leveranser/<str:number>/", views_orders.confirm, name="confirm"),
    path("hjalpmedel/<str:number>/", views_device.device, name="device"),
    path("hjalpmedel/<str:number>/plocka/", views_device.deed, {"name": "pick"}, name="pick"),
    path("hjalpmedel/<str:number>/aterlamna/", views_device.deed, {"name": "return"}, name="return"),
    path("hjalpmedel/<str:number>/kontrollera/", views_device.deed, {"name": "inspect"}, name="inspect"),
    path("hjalpmedel/<str:number>/rekonditionera/", views_device.deed, {"name": "recondition"}, name="recondition"),
    path("hjalpmedel/<str:number>/flytta/", views_device.deed, {"name": "move"}, name="move"),
    path("hjalpmedel/<str:number>/kassera/", views_device.deed, {"name": "decommission"}, name="decommission"),
]
