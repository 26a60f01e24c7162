"""The WSGI entry that a server loads."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "handtag.config.settings")
application = get_wsgi_application()
