"""What an article says of itself → whose words it is: the paper's own, an agency's, a reprint, a contribution."""

from trends.sources.telling import origin_of

__all__ = ["origin_of"]
