"""The assembly of the REST interface; its description is committed as openapi.json and served at /api/v1/openapi.json."""

from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from handtag.api import commands, decisions, drafts, ledgers, reads
from handtag.api.auth import TokenAuth
from handtag.api.bodies import StorableParser
from handtag.api.errors import PROBLEM_TYPE, add_handlers


class DescribedAPI(NinjaAPI):
    """An API whose description tells that refusals are problem documents (RFC 9457), which is their content type too."""

    def get_openapi_schema(self, *words: Any, **options: Any) -> OpenAPISchema:
        schema = super().get_openapi_schema(*words, **options)
        for operations in schema["paths"].values():
            for operation in operations.values():
                for status, response in operation["responses"].items():
                    if int(status) >= 400:
                        (told,) = response["content"].values()
                        response["content"] = {PROBLEM_TYPE: told}
        return schema


api = DescribedAPI(
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
