"""python -m handtag: the same as the handtag command."""

import sys

from handtag.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
