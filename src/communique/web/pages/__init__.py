"""The pages, each complete as HTML without scripts, each with its query in the address."""

from communique.web.pages import entity, entrance, lists, record, report, start, whole

__all__ = ["ROUTES"]

ROUTES = (*start.ROUTES, *lists.ROUTES, *entity.ROUTES, *report.ROUTES, *record.ROUTES, *whole.ROUTES, *entrance.ROUTES)
