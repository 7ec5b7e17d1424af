"""Plants fresh random values and counts survivors: `python tests/measure/planting [--every N] [--seed S]`."""

import sys
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parents[3])  # instead of this folder

from tests.measure.planting.measuring import main

main(__doc__)
