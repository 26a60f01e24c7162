"""The forms of the prescribing process, one a YAML file in the folder forms. What a form may say is decided in domain/forms.py."""

from functools import cache
from pathlib import Path

from handtag.domain.forms import Form, FormError, read_form
from handtag.files.yaml_documents import DocumentError, read_yaml

FOLDER = Path(__file__).parent / "forms"


def read_forms(folder: Path) -> dict[str, Form]:
    """The forms of a folder by id. Raises DocumentError with file and part."""
    found: dict[str, Form] = {}
    for path in sorted(folder.glob("*.yaml")):
        try:
            form = read_form(read_yaml(path).content)
        except (FormError, KeyError, TypeError, ValueError) as error:
            raise DocumentError(path.name, 1, str(error)) from error
        if form.id != path.stem:
            raise DocumentError(path.name, 1, f"form: is called {form.id}")
        found[form.id] = form
    return found


@cache
def forms() -> dict[str, Form]:
    """Those that come with Handtag."""
    return read_forms(FOLDER)
