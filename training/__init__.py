"""The training kit: data, graded-skin synthesis, training, evaluation and model packs. No Qt."""
