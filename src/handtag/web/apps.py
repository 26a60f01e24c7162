"""Django's handle on the pages, so that static files are found."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "handtag.web"
    label = "web"
