"""The recording of a session: moments that can be gone back to, on branches, within a budget. Pure.

The present is always on the newest branch. A branch that is left before anything happened on it is forgotten.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from pydantic import BaseModel

from descent.document import Document
from descent.problems import Problem, Refused
from descent.sessions.reports import BranchStart, CheckpointReport
from descent.sessions.story import Story
from descent.sessions.thinning import Spot, surplus
from descent.wire.events import BranchEvent, GoneEvent, MomentEvent
from descent.wire.moments import BranchInfo, MomentInfo


@dataclass(frozen=True, slots=True)
class Kept:
    """A moment with all that it takes to stand there. `clock` counts the steps that the session had trained in all."""

    info: MomentInfo
    drawn: Document
    effective: Document
    data: bytes
    clock: int


class Recording:
    """Takes in checkpoints; what that makes of the recording is returned as events, to be told in their order."""

    def __init__(self, story: Story, budget: int, most: int) -> None:
        """`budget` is in bytes of checkpoints, `most` in moments."""
        self.bytes = 0
        self._story = story
        self._budget, self._most = budget, most
        self._kept: dict[int, Kept] = {}
        self._branches: dict[int, BranchInfo] = {}
        self._held: dict[int, Kept] = {}
        self._made = self._begun = 0
        self._clock = self._step = 0

    @property
    def moments(self) -> list[MomentInfo]:
        """All that can be gone back to, in the order in which they were kept."""
        return [kept.info for kept in self._kept.values()]

    @property
    def branches(self) -> list[BranchInfo]:
        """In the order in which they were begun; the present is on the last."""
        return list(self._branches.values())

    @property
    def present(self) -> int:
        """The number of the present branch; before there is one, of the first that will be."""
        return next(reversed(self._branches), self._begun)

    def take(self, moment: int) -> Kept:
        """A moment that somebody goes to; it stays until the worker stands there. Raises Refused when it is gone."""
        try:
            kept = self._kept[moment]
        except KeyError:
            raise Refused(Problem(code="session.moment_gone")) from None
        self._held[moment] = kept
        return kept

    def arrived(self) -> None:
        """Nobody is on the way to a moment any more."""
        self._held.clear()

    def checkpoint(self, report: CheckpointReport, data: bytes, drawn: Document) -> list[BaseModel]:
        """The worker has come to a checkpoint, which may begin a branch and may be a moment."""
        told: list[BaseModel] = []
        if report.branch is not None:
            told += self._begin(report.branch, report.standing.step, report.time)
        step = report.standing.step
        self._clock += max(0, step - self._step)
        self._step = step
        if report.why is not None and self._branches and len(data) <= self._budget:
            told += self._keep(report, data, drawn)
        return told

    # -- branches -----------------------------------------------------------------------------------------------------

    def _begin(self, start: BranchStart, step: int, time: float) -> Iterator[BaseModel]:
        parent = self._branches[self.present] if start.origin == "rewind" and self._branches else None
        if start.moment is not None:
            at = self._kept[start.moment]
            parent = self._branches[at.info.branch]
            self._story.effective = at.effective
        while parent is not None and parent.step > step and parent.parent is not None:
            parent = self._branches[parent.parent]
        parent, gone = self._leave(parent)
        if gone is not None:
            yield gone
        branch = BranchInfo(
            id=self._begun,
            parent=parent.id if parent else None,
            moment=start.moment,
            step=step if parent else 0,
            time=time if parent else 0.0,
            first=start.first,
        )
        self._begun += 1
        self._step = step
        self._branches[branch.id] = branch
        self._story.branch = branch.id
        self._story.history.begin(start.first)
        yield BranchEvent(**dict(branch))

    def _leave(self, parent: BranchInfo | None) -> tuple[BranchInfo | None, GoneEvent | None]:
        """Forgets the present branch if nothing happened on it; what would have grown from it grows from its parent."""
        if not self._branches:
            return parent, None
        present = self._branches[self.present]
        own = self._of(present.id)
        if own and (parent is present or [kept.info.why for kept in own] != ["start"]):
            return parent, None
        if any(held.info.branch == present.id for held in self._held.values()):
            return parent, None
        if parent is present:
            parent = None if present.parent is None else self._branches[present.parent]
        return parent, self._forget([kept.info.id for kept in own], [present.id])

    def _forget(self, moments: list[int], branches: list[int]) -> GoneEvent:
        for moment in moments:
            self.bytes -= len(self._kept.pop(moment).data)
        for branch in branches:
            after = next((other.first for other in self._branches.values() if other.id > branch), None)
            self._story.history.forget(self._branches.pop(branch).first, after)
        return GoneEvent(ids=moments, branches=branches)

    def _of(self, branch: int) -> list[Kept]:
        return [kept for kept in self._kept.values() if kept.info.branch == branch]

    # -- moments ------------------------------------------------------------------------------------------------------

    def _keep(self, report: CheckpointReport, data: bytes, drawn: Document) -> Iterator[BaseModel]:
        assert report.why is not None
        info = MomentInfo(
            id=self._made,
            branch=self.present,
            step=report.standing.step,
            epoch=report.standing.epoch,
            time=report.time,
            revision=report.revision,
            why=report.why,
        )
        self._made += 1
        self._story.moment = self._made
        self._kept[info.id] = Kept(info, drawn, self._story.effective, data, self._clock)
        self.bytes += len(data)
        yield MomentEvent(**dict(info))
        gone = surplus(
            map(_spot, self._kept.values()), self._branches, self._clock, self._budget, self._most, self._held
        )
        if gone:
            yield self._forget(gone, self._deserted(gone))

    def _deserted(self, gone: Collection[int]) -> list[int]:
        """Branches that lead nowhere any more: no moment is there, the present is elsewhere, nothing grows there."""
        alive = {kept.info.branch for kept in self._kept.values() if kept.info.id not in gone}
        alive |= {self.present, *(held.info.branch for held in self._held.values())}
        deserted: list[int] = []
        for branch in reversed(self._branches.values()):  # children come after their parents
            if branch.id not in alive:
                deserted.append(branch.id)
            elif branch.parent is not None:
                alive.add(branch.parent)
        return deserted


def _spot(kept: Kept) -> Spot:
    info = kept.info
    return Spot(info.id, info.branch, info.step, kept.clock, len(kept.data), info.why in {"change", "start"})
