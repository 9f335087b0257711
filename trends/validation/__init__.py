"""People check the machine: random samples of articles, agreement of coders, precision, recall, corrected shares."""
