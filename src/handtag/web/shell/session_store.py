"""Sessions in the database, and what becomes of them while it takes no changes. How long a sign-in lasts is said in `sessions`."""

from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError

from handtag.db.refusals import refuses_writes


class SessionStore(db.SessionStore):
    """A session that is known goes on as it was last saved, so that pages can be read; a new one cannot begin."""

    @classmethod
    def get_model_class(cls) -> Any:
        return db.SessionStore.get_model_class()

    def save(self, must_create: bool = False) -> None:
        try:
            super().save(must_create)
        except UpdateError as gone:  # Django's word also for a session that could not be written
            if gone.__context__ is None or not refuses_writes(gone.__context__):
                raise
