"""SQL that asks an opened snapshot; one file a kind of question."""
