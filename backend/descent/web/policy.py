"""Who may use a route. Every route declares it; an app with one that does not is never served."""

from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from typing import Any, TypeVar

from starlette.routing import BaseRoute, Mount, Route, WebSocketRoute

Endpoint = TypeVar("Endpoint", bound=Callable[..., Any])
ATTRIBUTE = "descent_policy"


class Policy(Enum):
    """`OPEN` routes ask for no token and for no known host; all others ask for both."""

    OPEN = "open"
    GUARDED = "guarded"


def declares(policy: Policy) -> Callable[[Endpoint], Endpoint]:
    """Marks an endpoint (or a mounted app) with its policy."""

    def mark(endpoint: Endpoint) -> Endpoint:
        setattr(endpoint, ATTRIBUTE, policy)
        return endpoint

    return mark


def policy_of(route: BaseRoute) -> Policy | None:
    """What a route declares, None when it forgot to."""
    match route:
        case Mount():
            return getattr(route.app, ATTRIBUTE, None)
        case Route() | WebSocketRoute():
            return getattr(route.endpoint, ATTRIBUTE, None)
        case _:
            return None


def leaves(routes: Iterable[BaseRoute]) -> Iterator[BaseRoute]:
    """Every single route; FastAPI keeps included routers whole."""
    for route in routes:
        included = getattr(route, "original_router", None)
        if included is None:
            yield route
        else:
            yield from leaves(included.routes)


def open_paths(routes: Iterable[BaseRoute]) -> frozenset[str]:
    """The paths that are open to all. Raises LookupError for a route that declares nothing, or is open by a pattern."""
    found: set[str] = set()
    for route in leaves(routes):
        policy, path = policy_of(route), getattr(route, "path", repr(route))
        if policy is None:
            raise LookupError(f"the route {path} does not declare who may use it (web/policy.py)")
        if policy is Policy.OPEN:
            if "{" in path or isinstance(route, Mount):
                raise LookupError(f"the route {path} is open to all, so it must be one plain path")
            found.add(path)
    return frozenset(found)
