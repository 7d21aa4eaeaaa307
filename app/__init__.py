"""The window and the commands: pages, live scan, photos, settings, texts. Sets what numpy reads when it is loaded."""

import os

# numpy's matrix library would keep threads of its own, which wait for work by spinning and take the processor from
# tracking and grading: 4 x 4 systems in the quality check cost 30 ms of a busy machine's time for each frame.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
