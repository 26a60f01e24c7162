"""Addresses of months, invoices and charges."""

from django.urls import path

from handtag.web.billing import views, views_charge, views_month

app_name = "billing"
urlpatterns = [
    path("", views.invoice_list, name="list"),
    path("manad/<str:month>/", views_month.month, name="month"),
    path("manad/<str:month>/stang/", views_month.close, name="close"),
    path("manad/<str:month>/fakturera/", views_month.issue, name="issue"),
    path("rad/<int:charge_id>/", views_charge.charge, name="charge"),
    path("<str:number>/", views.invoice, name="invoice"),
]
