"""`corrobora review`: the queue, the words behind an incident beside it, and a key for each decision."""

from __future__ import annotations

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import DataTable, Footer, Header, Input, Tree
from textual.widgets.tree import TreeNode

from corrobora.errors import CorroboraError
from corrobora.keep.ledger import Ledger
from corrobora.reckon.reviewed import sentence
from corrobora.schema import build
from corrobora.show.branch import Branch
from corrobora.show.explain import explain_kept
from corrobora.show.review import decide_in
from corrobora.show.run import existing, opened
from corrobora.show.words import isolated
from corrobora.types import Incident

_SHOWN = 500  # of the queue at once
_COLUMNS = ("grade", "killed", "event", "when", "where")
_ASKS = {
    "accept": "why it stands (may be empty)",
    "reject": "why it was read wrongly",
    "discount": "why it did not happen so",
    "comment": "your note",
    "grade": "an Admiralty grade such as B2; why",
    "correct": "FIELD=VALUE; why, as in: killed=4; the communiqué says so",
    "merge": "why the two are one",
    "split": "why this claim is of another incident",
}
_VALUED = {"grade", "correct"}  # whose first word is a value


def open_desk(path: str | None, by: str | None) -> None:
    """Open the desk on a ledger, until its user leaves."""
    with existing(path) as ledger:
        Desk(ledger, by).run()


class Desk(App[None]):
    """The queue, and the tree of what is chosen in it; decisions are kept at once."""

    TITLE = "corrobora: review"
    ENABLE_COMMAND_PALETTE = False
    CSS = """
        DataTable { width: 45%; } Tree { width: 55%; padding: 0 1; } Input { display: none; dock: bottom; }
        Input.asking { display: block; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "decide('accept')", "accept"),
        Binding("r", "decide('reject')", "reject"),
        Binding("d", "decide('discount')", "discount"),
        Binding("g", "decide('grade')", "grade"),
        Binding("c", "decide('comment')", "comment"),
        Binding("e", "decide('correct')", "correct claim"),
        Binding("x", "mark", "mark"),
        Binding("m", "decide('merge')", "merge with marked"),
        Binding("s", "decide('split')", "split claim off"),
        Binding("u", "undo", "undo"),
        Binding("q", "quit", "leave"),
        Binding("escape", "cancel", "cancel", show=False),
    ]

    def __init__(self, ledger: Ledger, by: str | None) -> None:
        super().__init__()
        self._ledger, self._by = ledger, by
        self._marked = self._asking = ""
        self._made: list[str] = []
        self._look()

    def _look(self) -> None:
        """Take the head of the queue, as the ledger is now."""
        with opened(self._ledger) as shelf:
            self._waiting = shelf.count("queue")
            self._open = [build(Incident, each) for each in shelf.rows("queue", limit=_SHOWN)]

    def compose(self) -> ComposeResult:
        """Yield the parts of the screen."""
        yield Header()
        with Horizontal():
            yield DataTable(cursor_type="row")
            yield Tree("nothing chosen")
        yield Input()
        yield Footer()

    def on_mount(self) -> None:
        """Fill the queue."""
        table = self.query_one(DataTable)
        table.add_columns(*_COLUMNS)
        self._fill()
        table.focus()

    def _fill(self) -> None:
        table = self.query_one(DataTable)
        row = table.cursor_row
        table.clear()
        for each in self._open:
            harm = each.harm.get("killed")
            killed = "" if harm is None else str(harm.best if harm.best is not None else harm.high or harm.low or "")
            place = next((place.name or place.text for place in each.places), "")
            table.add_row(each.grade, killed, each.event, each.when or "", isolated(place), key=each.id)
        table.move_cursor(row=min(row, max(0, len(self._open) - 1)))
        self.sub_title = f"{self._waiting} to look at"
        if not self._open:
            self._show(Branch("Everything has been looked at."))

    def on_data_table_row_highlighted(self, event: DataTable.RowHighlighted) -> None:
        """Show what is behind the incident under the cursor."""
        if event.row_key.value is not None:
            with opened(self._ledger) as shelf:
                tree = explain_kept(event.row_key.value, shelf)
            self._show(tree)

    def _show(self, branch: Branch) -> None:
        tree = self.query_one(Tree)
        tree.reset(isolated(branch.line))
        _grow(tree.root, Branch(branch.line, branch.below[::-1]))  # the claims' words before how they were linked
        tree.root.expand_all()

    def _current(self) -> str:
        row = self.query_one(DataTable).cursor_row
        return self._open[row].id if 0 <= row < len(self._open) else ""

    def _claim(self) -> str:
        """Return the claim under the cursor of the tree, or that it lies below."""
        node = self.query_one(Tree).cursor_node
        while node is not None:
            first = str(node.label).lstrip("\u2066\u2067\u2068").split(" ")[0]
            if first.startswith("c-"):
                return first
            node = node.parent
        return ""

    def action_mark(self) -> None:
        """Mark the incident, for another to be merged with it."""
        self._marked = self._current()
        self.notify(f"{self._marked} is marked; choose another and press m")

    def action_decide(self, verdict: str) -> None:
        """Ask for the reason of a decision."""
        missing = ""
        if not self._current():
            missing = "there is nothing to decide of"
        elif verdict in {"split", "correct"} and not self._claim():
            missing = f"{verdict}: choose a claim in the tree first (tab, then the arrows)"
        elif verdict == "merge" and self._marked in {"", self._current()}:
            missing = "merge: mark another incident first (x)"
        if missing:
            self.notify(missing, severity="warning")
            return
        self._asking = verdict
        box = self.query_one(Input)
        box.value, box.placeholder = "", f"{verdict}: {_ASKS[verdict]}"
        box.add_class("asking")
        box.focus()

    def action_cancel(self) -> None:
        """Leave a question without an answer."""
        self._asking = ""
        self.query_one(Input).remove_class("asking")
        self.query_one(DataTable).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep the decision that was asked for."""
        verdict, why, value = self._asking, event.value.strip(), ""
        if verdict in _VALUED:
            value, _, why = (part.strip() for part in why.partition(";" if ";" in why else " "))
        subject = self._claim() if verdict == "correct" else self._current()
        others = {"merge": [self._marked], "split": [self._claim()]}.get(verdict, [])
        self.action_cancel()
        self._keep(verdict, [subject, *others], why, value)

    def _keep(self, verdict: str, subjects: list[str], why: str, value: str = "") -> None:
        try:
            kept = decide_in(self._ledger, verdict, subjects, by=self._by, why=why, value=value)
        except CorroboraError as error:
            self.notify(str(error), severity="error")
            return
        if verdict == "withdraw":
            self._made.pop()
        else:
            self._made.append(kept.id)
        self.notify(sentence(kept))
        self._look()
        self._fill()

    def action_undo(self) -> None:
        """Take back the last decision that was made here."""
        if self._made:
            self._keep("withdraw", [self._made[-1]], "")
        else:
            self.notify("nothing was decided here yet", severity="warning")


def _grow(node: TreeNode[None], branch: Branch) -> None:
    for below in branch.below:
        if below.below:
            _grow(node.add(isolated(below.line)), below)
        else:
            node.add_leaf(isolated(below.line))
