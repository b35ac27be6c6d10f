"""The language of the pipeline's options: what it reads, and how it says what is wrong."""

from __future__ import annotations

from typing import Any

import pytest

from ici_tui.index.choices import Method, parse_choices, parse_method
from ici_tui.index.errors import PipelineError
from ici_tui.index.methods import STAGES, with_methods
from ici_tui.index.options import PipelineOptions


@pytest.mark.parametrize("stage", [stage.name for stage in with_methods()])
def test_every_example_is_read_and_written_back(stage: str) -> None:
    for name, form in STAGES[stage].methods.items():
        method = parse_method(stage, form.example)
        assert method.name == name
        assert parse_method(stage, method.text) == method


def test_parameters_are_read() -> None:
    assert parse_method("normalise", "minmax: 1 , 100") == Method("minmax", (1.0, 100.0))
    assert parse_method("normalise", "minmax") == Method("minmax", (0.0, 100.0))
    assert parse_method("normalise", "ZScore") == Method("zscore", (0.0, 1.0))
    assert parse_method("impute", "group-mean:EurAsia_group").group == "EurAsia_group"
    choices = parse_choices(PipelineOptions(screen=1, aggregate=("power:-2", "median")))
    assert choices.screen == 1.0
    assert [method.text for method in choices.aggregate] == ["power:-2", "median"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"impute": "meen"}, "impute: there is no method 'meen'; did you mean mean?"),
        ({"impute": "group-mean"}, "group-mean needs a group, such as group-mean:REGION"),
        ({"impute": "knn"}, "choose among none, mean"),
        ({"treat": "winsorise:5"}, "winsorise takes nothing after a colon"),
        ({"normalise": "minmax:0"}, "write it like minmax:0,100"),
        ({"normalise": "minmax:0,nan"}, "write it like minmax:0,100"),
        ({"normalise": "minmax:100,0"}, "lower end above its upper"),
        ({"normalise": "minmax:5,5"}, "minmax:5,5 has two equal ends"),
        ({"normalise": "zscore:0,0"}, "has a standard deviation of 0, which is to be above 0"),
        ({"normalise": "goalpost"}, "did you mean goalposts?"),
        ({"normalise": 3}, "normalise: 3 is not a text"),
        ({"aggregate": ("power:0",)}, "write geometric"),
        ({"aggregate": ("power:x",)}, "write it like power:0.5"),
        ({"aggregate": ("mean",)}, "there is no method 'mean'"),
        ({"aggregate": ()}, "no method is given"),
        ({"screen": 95}, "screen: 95 is not a share"),
        ({"min_available": True}, "min_available: True is not a share"),
        ({"min_available": "0.9"}, "'0.9' is not a share"),
        ({"rank_decimals": 1.5}, "not a number of decimals"),
        ({"denominate": "yes"}, "neither true nor false"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(changes: dict[str, Any], words: str) -> None:
    with pytest.raises(PipelineError) as caught:
        parse_choices(PipelineOptions()._replace(**changes))
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)
