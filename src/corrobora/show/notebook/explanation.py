"""What `corrobora.explain` returns: indented lines, which a notebook shows as a tree that opens."""

from __future__ import annotations

from typing import Self

from markupsafe import Markup

from corrobora.show.branch import Branch
from corrobora.show.explain import lines
from corrobora.show.words import visible

_DEEP = 2  # how far the tree stands open


class Explanation(str):  # noqa: SLOT000 - it carries its tree
    """The rules and words behind something, as text; `tree` is the same as branches.

    >>> print(Explanation.of(Branch("claim", (Branch("rule"),))))
    claim
      rule
    """

    tree: Branch

    @classmethod
    def of(cls, tree: Branch) -> Self:
        """Return the explanation that a tree is."""
        made = cls("\n".join(lines(tree)))
        made.tree = tree
        return made

    def __repr__(self) -> str:
        """Return the text itself: what a console shows is to be read."""
        return str(self)

    def _repr_html_(self) -> str:
        """Return what a notebook shows."""
        return str(_html(self.tree))


def _html(tree: Branch, depth: int = 0) -> Markup:
    line = Markup('<span dir="auto">{}</span>').format(visible(tree.line))
    if not tree.below:
        return Markup('<div style="margin-inline-start:1.2em">{}</div>').format(line)
    below = Markup().join(_html(each, depth + 1) for each in tree.below)
    state = Markup(" open") if depth < _DEEP else Markup()
    shape = Markup('<details{} style="margin-inline-start:1.2em"><summary>{}</summary>{}</details>')
    return shape.format(state, line, below)
