"""`python -m briefpack`."""

import sys

from briefpack.cli import main

sys.exit(main())
