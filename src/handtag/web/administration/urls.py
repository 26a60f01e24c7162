"""The administrator's addresses."""

from django.urls import path

from handtag.web.administration import approvals, keys, views

app_name = "administration"
urlpatterns = [
    path("", views.user_list, name="list"),
    path("ny/", views.invite, name="invite"),
    path("<int:user_id>/", views.user, name="user"),
    path("<int:user_id>/roll/", views.grant, name="grant"),
    path("<int:user_id>/uppdrag/<int:assignment_id>/avsluta/", views.revoke, name="revoke"),
    path("<int:user_id>/uppdrag/<int:assignment_id>/godkann/", approvals.approve_held, name="approve_role"),
    path("<int:user_id>/nyckel/<int:token_id>/godkann/", approvals.approve_key, name="approve_key"),
    path("<int:user_id>/losenord/", views.reset, name="reset"),
    path("<int:user_id>/stang/", views.close, name="close"),
    path("<int:user_id>/oppna/", views.reopen, name="reopen"),
    path("<int:user_id>/uppdrag/<int:assignment_id>/nyckel/", keys.issue, name="issue"),
    path("<int:user_id>/nyckel/<int:token_id>/byt/", keys.rotate, name="rotate"),
    path("<int:user_id>/nyckel/<int:token_id>/aterkalla/", keys.withdraw, name="withdraw"),
]
