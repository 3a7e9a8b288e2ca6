"""The catalogue says what the registries hold."""

from descent.data.datasets import Dataset
from descent.ops.layers import Layer
from descent.wire.catalogue import catalogue


def test_every_registered_kind_is_listed() -> None:
    assert [entry.kind for entry in catalogue().layers] == list(Layer.kinds)
    assert [entry.kind for entry in catalogue().datasets] == list(Dataset.kinds)


def test_an_entry_makes_a_fresh_card_and_its_form() -> None:
    (dense,) = (entry for entry in catalogue().layers if entry.kind == "dense")
    assert (dense.title, dense.arity) == ("Dense", "one")
    assert Layer.kinds["dense"].model_validate(dense.defaults)
    assert dense.form["properties"]["units"]["maximum"] == catalogue().limits["max_units"]
    assert "schema" in dense.model_dump(by_alias=True)


def test_a_dataset_says_what_it_is_made_of() -> None:
    (digits,) = (entry for entry in catalogue().datasets if entry.kind == "digits")
    assert (digits.modality, digits.task, digits.image, len(digits.inputs)) == (
        "image",
        "classification",
        [1, 8, 8],
        64,
    )
