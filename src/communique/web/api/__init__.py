"""The JSON API, version 1: endpoints described once, from which routes, checks and the OpenAPI document are made."""

from communique.web.api import corrections, export, lists, records, views
from communique.web.api.describe import Endpoint

__all__ = ["ENDPOINTS", "PREFIX"]

PREFIX = "/api/v1"
ENDPOINTS: tuple[Endpoint, ...] = (*lists.ENDPOINTS, *views.ENDPOINTS, *records.ENDPOINTS, *corrections.ENDPOINTS,
                                   *export.ENDPOINTS)
