"""The assembly of the REST interface; its description is committed as openapi.json and served at /api/v1/openapi.json."""

from ninja import NinjaAPI

from handtag.api import commands, decisions, drafts, ledgers, reads
from handtag.api.auth import TokenAuth
from handtag.api.bodies import StorableParser
from handtag.api.errors import add_handlers

api = NinjaAPI(
    title="Handtag",
    version="1",
    description="What the pages do and show. A POST may carry Idempotency-Key: the same key and content give the same answer.",
    auth=TokenAuth(),
    docs_url=None,
    parser=StorableParser(),
)
add_handlers(api)
api.add_router("/commands", commands.router)
api.add_router("", decisions.router)
api.add_router("", reads.router)
api.add_router("", ledgers.router)
api.add_router("", drafts.router)
