"""Addresses of rights, signatures and courses."""

from django.urls import path

from handtag.web.rights import courses, prescribers, signing, views

app_name = "rights"
urlpatterns = [
    path("", views.own, name="own"),
    path("be-om-ratt/<int:requirement_id>/", views.ask, name="ask_right"),
    path("begaran/<int:request_id>/ta-tillbaka/", views.take_back, name="take_back"),
    path("krav/", views.requirements, name="requirements"),
    path("signera/", signing.waiting, name="to_sign"),
    path("signera/<uuid:sign_key>/", signing.one, name="sign_off"),
    path("signera/<uuid:sign_key>/avboj/", signing.decline, name="decline"),
    path("signera/<uuid:sign_key>/ta-tillbaka/", signing.take_back, name="take_back_sign_off"),
    path("be-om-signatur/<uuid:prescription_key>/", signing.ask, name="ask_sign_off"),
    path("forskrivare/", prescribers.listed, name="prescribers"),
    path("forskrivare/<int:prescriber_id>/", prescribers.one, name="prescriber"),
    path("forskrivare/<int:prescriber_id>/<slug:deed>/", prescribers.do, name="do"),
    path("begaran/<int:request_id>/", prescribers.answer, name="answer"),
    path("studerande/", prescribers.students, name="students"),
    path("kurser/", courses.calendar, name="courses"),
    path("kurser/ny/", courses.plan, name="plan"),
    path("kurser/<int:date_id>/", courses.date, name="course"),
    path("kurser/<int:date_id>/plats/", courses.seat, name="seat"),
    path("kurser/<int:date_id>/<slug:deed>/", courses.do, name="course_deed"),
]
