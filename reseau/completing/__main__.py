"""``python -m reseau.completing`` is ``reseau-complete``."""

import sys

from reseau.completing import main

sys.exit(main())
