"""The shell's addresses."""

from django.urls import path

from handtag.web.shell import operations, preferences, views

app_name = "shell"
urlpatterns = [
    path("uppdrag/", views.assignments, name="assignments"),
    path("konto/glomt/", views.forgotten_password, name="forgotten_password"),
    path("sprak/", preferences.set_language, name="language"),
    path("utseende/", preferences.set_scheme, name="scheme"),
    path("halsa/", operations.alive, name="alive"),
    path("redo/", operations.ready, name="ready"),
    path("matt/", operations.measures, name="measures"),
]
