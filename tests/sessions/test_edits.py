"""Several people change one document."""

import pytest

from descent.document import Change
from descent.problems import DocumentError, Refused
from descent.sessions.draft import REMEMBERED, Draft
from descent.sessions.edits import differences, overlap, trains_alike
from descent.wire.commands import EditCommand
from sessions.drawings import SPIRAL, changed

ANN, BOB = 1, 2
RATE = ["training", "learning_rate"]


def edit(base: int, *changes: tuple[list[str | int], object]) -> EditCommand:
    return EditCommand(id=1, base=base, changes=[Change(path=path, value=value) for path, value in changes])


def test_an_edit_makes_the_next_revision() -> None:
    draft = Draft(SPIRAL)
    assert draft.edit(ANN, edit(0, (RATE, 0.5))) == set()
    assert (draft.revision, draft.document.training.learning_rate) == (1, 0.5)


def test_on_the_same_place_the_later_wins_and_the_other_is_told() -> None:
    draft = Draft(SPIRAL)
    draft.edit(ANN, edit(0, (RATE, 0.5)))
    assert draft.edit(BOB, edit(0, (RATE, 0.7))) == {ANN}
    assert draft.document.training.learning_rate == 0.7


def test_on_different_places_both_stay() -> None:
    draft = Draft(SPIRAL)
    draft.edit(ANN, edit(0, (RATE, 0.5)))
    assert draft.edit(BOB, edit(0, (["training", "batch_size"], 20))) == set()
    assert (draft.document.training.learning_rate, draft.document.training.batch_size) == (0.5, 20)


def test_who_knew_the_other_change_overwrites_nobody() -> None:
    draft = Draft(SPIRAL)
    draft.edit(ANN, edit(0, (RATE, 0.5)))
    assert draft.edit(BOB, edit(1, (RATE, 0.7))) == set()
    assert draft.edit(BOB, edit(1, (RATE, 0.9))) == set()


def test_an_edit_that_makes_no_document_changes_nothing() -> None:
    draft = Draft(SPIRAL)
    with pytest.raises(DocumentError, match="less than or equal to 100"):
        draft.edit(ANN, edit(0, (["training", "batch_size"], 20), (RATE, 1e9)))
    assert (draft.revision, draft.document) == (0, SPIRAL)


def test_a_late_edit_finds_its_card_after_others_moved_it() -> None:
    draft = Draft(SPIRAL)
    nodes = SPIRAL.model_dump(mode="json")["network"]["nodes"]
    draft.edit(ANN, edit(0, (["network", "nodes"], [nodes[1], nodes[0], nodes[2]])))
    draft.edit(BOB, edit(0, (["network", "nodes", 1, "layer", "units"], 9)))
    (dense,) = (node for node in draft.document.network.nodes if node.id == "dense_1")
    assert dense.layer.units == 9


def test_an_edit_of_a_card_that_is_gone_is_refused() -> None:
    draft = Draft(SPIRAL)
    network = SPIRAL.model_dump(mode="json")["network"]
    without = {"nodes": [network["nodes"][0], network["nodes"][2]], "wires": []}
    draft.edit(ANN, edit(0, (["network"], without)))
    with pytest.raises(Refused, match="“dense_1” was deleted in another window"):
        draft.edit(BOB, edit(0, (["network", "nodes", 1, "layer", "units"], 9)))


def test_an_edit_on_a_revision_to_come_is_refused() -> None:
    with pytest.raises(Refused, match="made on revision 7, but the document is at 0"):
        Draft(SPIRAL).edit(BOB, edit(7, (RATE, 0.7)))


def test_an_edit_on_a_revision_long_gone_is_refused() -> None:
    draft = Draft(SPIRAL)
    for number in range(REMEMBERED + 1):
        draft.edit(ANN, edit(number, (RATE, 0.1 + number / 1e4)))
    draft.edit(BOB, edit(2, (["training", "l2"], 0.5)))
    with pytest.raises(Refused, match="no longer remembers"):
        draft.edit(BOB, edit(1, (["training", "l2"], 0.7)))


def test_paths_overlap_when_one_holds_the_other() -> None:
    assert overlap(["network"], ["network", "nodes", 2])
    assert overlap(["a", "b"], ["a", "b"])
    assert not overlap(["training", "l1"], ["training", "l2"])


def test_differences_are_as_fine_as_can_be_and_leave_looks_out() -> None:
    after = changed(SPIRAL, "network", "nodes", 1, "layer", "units", to=5)
    after = changed(after, "network", "nodes", 1, "x", to=999.0)
    after = changed(after, "name", to="Other")
    (made,) = differences(SPIRAL, after)
    assert (made.path, made.old, made.new) == (["network", "nodes", 1, "layer", "units"], 4, 5)


def test_a_card_that_came_and_one_that_went_are_named_alone() -> None:
    network = SPIRAL.model_dump(mode="json")["network"]
    card = {**network["nodes"][1], "id": "dense_2", "layer": {**network["nodes"][1]["layer"], "units": 9}}
    nodes = [card, network["nodes"][0], network["nodes"][2]]
    after = changed(SPIRAL, "network", to={"nodes": nodes, "wires": [{"source": "input", "target": "dense_2"}]})
    made = {tuple(one.path): (one.old, one.new) for one in differences(SPIRAL, after)}
    assert set(made) == {("network", "nodes", 1), ("network", "nodes", 0), *(("network", "wires", k) for k in (0, 1))}
    assert made["network", "nodes", 1] == (network["nodes"][1], None)
    assert made["network", "nodes", 0][0] is None


def test_a_card_that_only_stands_elsewhere_in_the_list_is_no_difference() -> None:
    network = SPIRAL.model_dump(mode="json")["network"]
    assert differences(SPIRAL, changed(SPIRAL, "network", "nodes", to=network["nodes"][::-1])) == []


def test_a_list_of_other_length_is_one_difference() -> None:
    (made,) = differences(SPIRAL, changed(SPIRAL, "data", "features", to=["x1", "x2", "x1*x2"]))
    assert (made.path, made.old, made.new) == (["data", "features"], ["x1", "x2"], ["x1", "x2", "x1*x2"])


def test_documents_that_differ_in_looks_train_alike() -> None:
    moved = changed(SPIRAL, "network", "nodes", 0, "y", to=-50.0)
    assert trains_alike(SPIRAL, changed(moved, "name", to="Other"))
    assert not trains_alike(SPIRAL, changed(moved, "training", "l2", to=0.1))
