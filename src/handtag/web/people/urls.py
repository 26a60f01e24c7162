"""Addresses about persons. A person's key says nothing about her; identity numbers are only ever posted."""

from django.urls import path

from handtag.web.people import views

app_name = "people"
urlpatterns = [
    path("", views.search, name="search"),
    path("ny/", views.register, name="register"),
    path("<uuid:key>/", views.person, name="person"),
    path("<uuid:key>/grund/", views.ground, name="ground"),
    path("<uuid:key>/personnummer/", views.reveal, name="reveal"),
    path("<uuid:key>/uppgifter/", views.circumstances, name="circumstances"),
]
