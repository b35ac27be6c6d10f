"""The tree: order, kinship, what is drawn, and what is refused."""

from __future__ import annotations

import pytest

from ici_tui.index.tree import Node, Tree, TreeError


def sample() -> Tree:
    """Two pillars: one with two indicators, one with a single measure of a single indicator."""
    return Tree.build(
        [
            Node("a1", "A one", 1, "am"),
            Node("b1", "B one", 1, "bm"),
            Node("a2", "A two", 1, "am"),
            Node("am", "A", 2, "A", 1.0),
            Node("bm", "B", 2, "B", 1.0),
            Node("A", "Alpha", 3, "I", 60.0),
            Node("B", "Beta", 3, "I", 40.0),
            Node("I", "Index", 4, None),
        ]
    )


def test_nodes_come_root_first_and_depth_first() -> None:
    assert [n.code for n in sample().nodes] == ["I", "A", "am", "a1", "a2", "B", "bm", "b1"]
    assert [n.code for n in sample().leaves] == ["a1", "a2", "b1"]


def test_single_children_are_not_drawn() -> None:
    tree = sample()
    assert [n.code for n in tree.drawn("A")] == ["a1", "a2"]
    assert tree.drawn("B") == ()


@pytest.mark.parametrize(
    ("nodes", "words"),
    [
        ([Node("x", "x", 1, "I"), Node("x", "x", 1, "I"), Node("I", "i", 2, None)], "used twice"),
        ([Node("x", "x", 1, None), Node("I", "i", 2, None)], "one top node"),
        ([Node("x", "x", 1, "gone"), Node("I", "i", 2, None)], "does not exist"),
        ([Node("x", "x", 1, "I"), Node("I", "i", 3, None)], "must be on level 2"),
        ([Node("I", "i", 2, None)], "no children"),
    ],
)
def test_what_is_not_a_tree_is_refused_by_name(nodes: list[Node], words: str) -> None:
    with pytest.raises(TreeError, match=words):
        Tree.build(nodes)
