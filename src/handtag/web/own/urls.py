"""Addresses of the own view. Keys say nothing about anybody; identity numbers are only ever posted."""

from django.urls import path

from handtag.web.own import acting, asking, entrance, printing, views

app_name = "own"
urlpatterns = [
    path("", views.start, name="start"),
    path("logga-in/", entrance.sign_in, name="sign_in"),
    path("logga-ut/", entrance.sign_out, name="sign_out"),
    path("ombud/", acting.acting, name="acting"),
    path("ombud/avsluta/", acting.take_back, name="take_back"),
    path("angra/", asking.withdraw, name="withdraw"),
    path("<uuid:person_key>/", views.person, name="person"),
    path("<uuid:person_key>/vem-har-last/", views.log, name="log"),
    path("<uuid:person_key>/utskrift/", printing.sheet, name="sheet"),
    path("<uuid:person_key>/villkor/", views.terms, name="terms"),
    path("<uuid:person_key>/trasigt/<str:number>/", asking.fault, name="fault"),
    path("<uuid:person_key>/lamna/<str:number>/", asking.give_back, name="give_back"),
]
