"""Addresses of buying and goods receipt."""

from django.urls import path

from handtag.web.purchasing import views, views_orders, views_receipts

app_name = "purchasing"
urlpatterns = [
    path("", views.need, name="need"),
    path("artikel/<str:article_number>/", views.article, name="article"),
    path("undantag/", views.exceptions, name="exceptions"),
    path("undantag/<str:purchase_number>/<int:purchase_line>/", views.decide, name="decide"),
    path("order/", views_orders.order_list, name="orders"),
    path("order/<str:purchase_number>/", views_orders.order, name="order"),
    path("order/<str:purchase_number>/bestall/", views_orders.deed, {"name": "place"}, name="place"),
    path("order/<str:purchase_number>/bekrafta/", views_orders.deed, {"name": "confirm"}, name="confirm"),
    path("order/<str:purchase_number>/avbryt/", views_orders.deed, {"name": "cancel"}, name="cancel"),
    path("order/<str:purchase_number>/pdf/", views_orders.paper, name="paper"),
    path("order/<str:purchase_number>/peppol/", views_orders.electronic, name="electronic"),
    path("order/<str:purchase_number>/<int:purchase_line>/", views_orders.line, name="line"),
    path("order/<str:purchase_number>/<int:purchase_line>/undantag/", views_orders.ask, name="ask"),
    path("godsmottagning/", views_receipts.expected, name="receipts"),
    path("godsmottagning/<str:purchase_number>/", views_receipts.count, name="count"),
    path("kontroll/<int:counting_id>/", views_receipts.control, name="control"),
]
