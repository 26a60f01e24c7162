"""Addresses of the stores."""

from django.urls import path

from handtag.web.stock import (
    views,
    views_centres,
    views_counts,
    views_device,
    views_orders,
    views_pieces,
    views_stores,
    views_strays,
    views_take_out,
    views_transfers,
)
from handtag.web.stock.deeds import DEEDS

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
    *(path(f"hjalpmedel/<str:number>/{deed.slug}/", views_device.deed(deed.name), name=deed.name) for deed in DEEDS.values()),
    *(path(f"hjalpmedel/<str:number>/{deed.slug}/", views_pieces.on_device(deed), name=deed.name) for deed in views_pieces.ON_DEVICES),
    path("returregler/", views_device.return_rules, name="return_rules"),
    path("forrad/", views_stores.stores, name="stores"),
    path("forrad/fyll-pa/", views_stores.refill, name="refill"),
    path("forrad/andras/", views_strays.strays, name="strays"),
    path("forrad/andras/hem/", views_strays.go_home, name="send_home"),
    path("forrad/uttag/<uuid:person_key>/", views_take_out.take, name="take_out"),
    path("forrad/inlamning/<uuid:person_key>/", views_take_out.give_back, name="hand_in"),
    path("forrad/<str:code>/", views_stores.store, name="store"),
    path("forrad/<str:code>/om/", views_stores.describe, name="describe_store"),
    path("forrad/<str:code>/niva/", views_stores.level, name="level"),
    path("forrad/<str:code>/inventera/", views_counts.start, name="start_stocktake"),
    *(path(f"forrad/<str:code>/varor/{deed.slug}/", views_pieces.at_store(deed), name=deed.name) for deed in views_pieces.AT_STORES),
    path("centraler/", views_centres.centres, name="centres"),
    path("centraler/overgang/", views_centres.passings, name="passings"),
    path("centraler/overgang/lamna/", views_centres.pass_it_on, name="pass_on"),
    path("centraler/<int:request_id>/", views_centres.centre_request, name="centre_request"),
    path("centraler/<int:request_id>/neka/", views_centres.decline, name="decline_request"),
    path("centraler/<int:request_id>/aterta/", views_centres.withdraw, name="withdraw_request"),
    path("flyttar/", views_transfers.transfers, name="transfers"),
    path("flyttar/<int:transfer_id>/", views_transfers.transfer, name="transfer"),
    path("flyttar/<int:transfer_id>/avbryt/", views_transfers.cancel, name="cancel_transfer"),
    path("inventering/<int:stocktake_id>/", views_counts.stocktake, name="stocktake"),
    path("inventering/<int:stocktake_id>/jamfor/", views_counts.step, {"name": "compare"}, name="compare_stocktake"),
    path("inventering/<int:stocktake_id>/rakna-om/", views_counts.step, {"name": "recount"}, name="recount_stocktake"),
    path("inventering/<int:stocktake_id>/avbryt/", views_counts.step, {"name": "abandon"}, name="abandon_stocktake"),
    path("inventering/<int:stocktake_id>/godkann/", views_counts.step, {"name": "approve"}, name="approve_stocktake"),
]
