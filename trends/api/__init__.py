"""The data twin: the tables of the screen as JSON and CSV over HTTP, read-only, described by OpenAPI."""

from trends.api.app import API_PATH, create_api

__all__ = ["API_PATH", "create_api"]
