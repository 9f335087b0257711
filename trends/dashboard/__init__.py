"""The screen: pages, widgets, sentences, and the state that lives in the URL."""
