"""Addresses of approvals."""

from django.urls import path

from handtag.web.approvals import views, views_rules

app_name = "approvals"
urlpatterns = [
    path("", views.waiting, name="list"),
    path("kostnader/", views.costs, name="costs"),
    path("regler/", views_rules.rules, name="rules"),
    path("regler/<int:rule_id>/", views_rules.end_rule, name="end_rule"),
    path("delegering/", views_rules.delegations, name="delegations"),
    path("delegering/<int:delegation_id>/", views_rules.end, name="end_delegation"),
    path("<uuid:approval_key>/", views.approval, name="approval"),
    path("<uuid:approval_key>/begar/", views.ask, name="ask"),
    path("<uuid:approval_key>/svar/", views.answer, name="answer"),
    path("<uuid:approval_key>/beslut/", views.decide, name="decide"),
]
