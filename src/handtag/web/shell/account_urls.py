"""The addresses of sign-in and security that we use: allauth without e-mail, since our accounts hold no e-mail address."""

from allauth.account import views
from django.urls import include, path

from handtag.web.shell import one_session, provider

urlpatterns = [
    path("logga-in/", views.login, name="account_login"),
    path("logga-ut/", views.logout, name="account_logout"),
    path("ny/", views.signup, name="account_signup"),
    path("avstangd/", views.account_inactive, name="account_inactive"),
    path("bekrafta/", views.reauthenticate, name="account_reauthenticate"),
    path("losenord/", views.password_change, name="account_change_password"),
    path("losenord/valj/", views.password_set, name="account_set_password"),
    path("tva-steg/", include("allauth.mfa.urls")),
    path("organisation/<str:provider_id>/", provider.begin, name="openid_connect_login"),
    path("organisation/<str:provider_id>/tillbaka/", provider.come_back, name="openid_connect_callback"),
    path("inloggningar/<int:pk>/", one_session.end, name="end_session"),
    path("inloggningar/", include("allauth.usersessions.urls")),
]
