"""Addresses of approvals."""

from django.urls import path

from handtag.web.approvals import views, views_appeals, views_group, views_rules

app_name = "approvals"
urlpatterns = [
    path("", views.waiting, name="list"),
    path("kostnader/", views.costs, name="costs"),
    path("regler/", views_rules.rules, name="rules"),
    path("regler/<int:rule_id>/", views_rules.end_rule, name="end_rule"),
    path("delegering/", views_rules.delegations, name="delegations"),
    path("delegering/<int:delegation_id>/", views_rules.end, name="end_delegation"),
    path("overklaganden/", views_appeals.appeals, name="appeals"),
    path("overklaganden/nivaer/", views_appeals.levels, name="levels"),
    path("overklaganden/<int:appeal_id>/", views_appeals.appeal, name="appeal"),
    path("<uuid:approval_key>/overklaga/", views_appeals.take_up, name="take_up"),
    path("grupp/", views_group.group, name="group"),
    path("grupp/platser/", views_group.appoint, name="appoint"),
    path("grupp/<int:meeting_id>/", views_group.meeting, name="meeting"),
    path("grupp/<int:meeting_id>/underlag/", views_group.material, name="material"),
    path("grupp/<int:meeting_id>/<uuid:approval_key>/", views_group.table, name="table"),
    path("grupp/<int:meeting_id>/<uuid:approval_key>/beslut/", views_group.decide, name="group_decide"),
    path("<uuid:approval_key>/brev/", views_group.letter, name="letter"),
    path("<uuid:approval_key>/", views.approval, name="approval"),
    path("<uuid:approval_key>/begar/", views.ask, name="ask"),
    path("<uuid:approval_key>/svar/", views.answer, name="answer"),
    path("<uuid:approval_key>/beslut/", views.decide, name="decide"),
]
