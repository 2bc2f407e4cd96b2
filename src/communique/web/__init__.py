"""The page: an archive in a browser, as HTML that reads well without scripts, over a JSON API."""

from communique.web.app import create_app

__all__ = ["create_app"]
