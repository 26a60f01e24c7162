"""A photo kept with a prescription of Anna's."""

from base64 import b64encode
from uuid import UUID

from tests.support.articles import png
from tests.support.prescribing import started
from tests.support.world import World

from handtag.usecases.prescribing.keep_file import KeepFile, keep_file


def photo(key: UUID, content: bytes = b"", title: str = "Så sitter hon") -> KeepFile:
    return KeepFile(key, title, b64encode(content or png()).decode())


def kept(world: World) -> tuple[UUID, int]:
    key = started(world)
    return key, world.run(keep_file, photo(key), "anna")
