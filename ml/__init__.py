"""From pixels to grades: landmarks, regions, quality, classifiers and explanations. No Qt, no database."""
