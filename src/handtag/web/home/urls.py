"""The start page's address."""

from django.urls import path

from handtag.web.home import views

app_name = "home"
urlpatterns = [path("", views.start, name="start")]
