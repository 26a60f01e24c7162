"""The root of the site: pages, and the REST interface beside them."""

from django.urls import include, path

from handtag.api.api import api

urlpatterns = [
    path("api/v1/", api.urls),
    path("", include("handtag.web.urls")),
]
handler400 = "handtag.web.shell.errors.bad_request"
handler403 = "handtag.web.shell.errors.forbidden"
handler404 = "handtag.web.shell.errors.not_found"
handler500 = "handtag.web.shell.errors.server_error"
