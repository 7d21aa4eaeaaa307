"""Files that ship with Pibu and where to find them: icons, translations, classifiers."""
