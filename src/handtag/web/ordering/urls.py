"""Addresses of orders."""

from django.urls import path

from handtag.web.ordering import changing, equipment, files, handling, messages, standing, views

app_name = "ordering"
urlpatterns = [
    path("", views.order_list, name="list"),
    path("ny/<uuid:prescription_key>/", views.place, name="place"),
    path("hamtning/<str:device_number>/", views.collect, name="collect"),
    path("utrustning/", equipment.equipment, name="equipment"),
    path("utrustning/hos-oss/", equipment.here, name="equipment_here"),
    path("utrustning/lagg-till/", equipment.add, name="equipment_add"),
    path("utrustning/mall/", equipment.use_template, name="template_use"),
    path("utrustning/mall/spara/", equipment.keep_template, name="template_keep"),
    path("utrustning/mall/ta-bort/", equipment.drop_template, name="template_drop"),
    path("uttag/", standing.withdrawals, name="withdrawals"),
    path("uttag/<uuid:standing_key>/", standing.take, name="withdraw"),
    path("uttag/<uuid:standing_key>/avsluta/", standing.end, name="standing_end"),
    path("lopande/<uuid:prescription_key>/", standing.start, name="standing"),
    path("meddelanden/", messages.inbox, name="messages"),
    path("meddelanden/post/", messages.mail, name="mail"),
    path("<str:number>/", views.order, name="order"),
    path("<str:number>/kvitto/", views.receipt, name="receipt"),
    path("<str:number>/avbryt/", views.cancel, name="cancel"),
    path("<str:number>/reservera/", handling.allocate, name="allocate"),
    path("<str:number>/plocka/", handling.pick, name="pick"),
    path("<str:number>/skicka/", handling.send, name="send"),
    path("<str:number>/andra/", changing.change, name="change"),
    path("<str:number>/ersattning/", changing.convert, name="convert"),
    path("<str:number>/dela/", handling.split, name="split"),
    path("<str:number>/kom-inte-fram/", handling.undelivered, name="undelivered"),
    path("<str:number>/ny-dag/", handling.postpone, name="postpone"),
    path("<str:number>/filer/", files.attach, name="attach"),
    path("<str:number>/filer/<int:attachment_id>/", files.attachment, name="attachment"),
    path("<str:number>/filer/<int:attachment_id>/ta-bort/", files.remove, name="attachment_remove"),
    path("<str:number>/leverera/", handling.deliver, name="deliver"),
]
