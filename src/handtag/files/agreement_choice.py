"""Which agreement somebody means: an id (its newest version), id@version, or a folder. Reading it is `files.agreements`."""

from pathlib import Path

from handtag.files.agreements import agreement_ids, agreements_root, read_agreement
from handtag.files.yaml_documents import DocumentError


def folder_of(name: str, root: Path | None = None) -> Path:
    """The folder of the agreement that is meant. Raises DocumentError that lists what there is."""
    if (Path(name) / "agreement.yaml").exists():
        return Path(name)
    wanted, _, version = name.partition("@")
    known = agreement_ids(root or agreements_root())
    if wanted not in known:
        raise DocumentError(name, 1, f"no such agreement; there are {', '.join(sorted(known))}")
    read = sorted(((read_agreement(folder), folder) for folder in known[wanted]), key=lambda pair: (pair[0].valid_from, pair[0].version))
    chosen = [folder for document, folder in read if version in {"", document.version}]
    if not chosen:
        raise DocumentError(name, 1, f"no such version; there are {', '.join(document.version for document, _ in read)}")
    return chosen[-1]
