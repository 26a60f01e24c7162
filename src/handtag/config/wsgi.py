"""The WSGI entry that a server loads."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "handtag.config.settings")
os.environ.setdefault("HANDTAG_SERVING", "1")
application = get_wsgi_application()
# All pages are loaded now and not by the first visitor, and what is loaded is never looked through again by the collector of
# garbage: going through it stopped every so many requests for longer than most pages take.
_ = get_resolver().url_patterns
gc.collect()
gc.freeze()
