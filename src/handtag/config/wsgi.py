"""The WSGI entry that a server loads."""

import gc
import logging
import os

from django.core.wsgi import get_wsgi_application
from django.db import DatabaseError, connection
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "handtag.config.settings")
os.environ.setdefault("HANDTAG_SERVING", "1")
application = get_wsgi_application()
from handtag.apps.catalogue import search_index  # noqa: E402  models are there now
from handtag.usecases.base import civil_day, clock  # noqa: E402

try:
    search_index.warm(civil_day(clock()))
except DatabaseError:  # away or empty: the first search reads the catalogue instead
    logging.getLogger("handtag.web").warning("the catalogue could not be read when the server began", exc_info=True)
finally:
    connection.close()
# All pages are loaded now and not by the first visitor, and what is loaded is never looked through again by the collector of
# garbage: going through it stopped every so many requests for longer than most pages take.
_ = get_resolver().url_patterns
gc.collect()
gc.freeze()
