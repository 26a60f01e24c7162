"""Addresses of following up."""

from django.urls import path

from handtag.web.following import letters, views

app_name = "following"
urlpatterns = [
    path("", views.cases, name="list"),
    path("fordela/", views.reassign, name="reassign"),
    path("<uuid:key>/", views.case, name="case"),
    path("<uuid:key>/dag/", views.agree, name="agree"),
    path("<uuid:key>/brev/", letters.send, name="send"),
    path("brev/<uuid:letter_key>/", letters.letter, name="letter"),
]
