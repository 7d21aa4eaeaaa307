"""Steps from each released schema to the next, as alembic scripts; app/history/migrating.py runs them."""
