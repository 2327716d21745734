"""A run to be killed: python -m tests.stages.traces.writing.slow_run FOLDER WORKERS"""

import sys
from pathlib import Path

from stages.traces.writing.generate import generate
from tests.stages.traces.writing.standins import RELEASE, job, places, slow

if __name__ == "__main__":
    folder, workers = sys.argv[1:]
    generate(job(400, 20, furnish=slow), places(Path(folder)), RELEASE, int(workers))
