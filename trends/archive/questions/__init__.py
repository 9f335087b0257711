"""The questions, a class for each subject; `archive.registry` says how one is added."""
