"""The training kit: data, graded-skin synthesis, training, evaluation and model packs. No Qt."""

import os

# A busy neighbour makes spinning threads wait for each other; sleeping ones lose little on an idle machine.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
