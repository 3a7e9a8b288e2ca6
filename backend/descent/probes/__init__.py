"""What can be looked at, one probe a file. Importing this package registers all of them."""

from typing import TYPE_CHECKING, Annotated, Union

from pydantic import Field

from descent.probes.base import Probe
from descent.settings import import_all

if TYPE_CHECKING:
    AnyProbe = Probe
else:
    import_all("descent.probes.kinds")
    AnyProbe = Annotated[Union[tuple(Probe.kinds.values())], Field(discriminator="probe")]  # noqa: UP007
    """A probe of any kind, as a field of a message."""

__all__ = ["AnyProbe", "Probe"]
