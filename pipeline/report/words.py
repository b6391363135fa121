"""What every report says, whatever it is about."""

from __future__ import annotations

TITLE = "What inspectors asked of {area}, and where the plan stands"
WARNING = (
    "This was read by a machine. It can be wrong, and the page decides: before you rely on a line, look it up"
    " in the document that its reference names."
)
METHOD = (
    "Golden Thread takes findings from inspection documents and actions from plans, as printed, and keeps for"
    " each where it stands.",
    "An action is joined to a finding by the plan's own structure, by a quotation, or by likeness of meaning."
    " Only joins that are sure count here; doubtful ones wait for a person to decide.",
    "A finding is answered where at least one action answers it and every part that it names is taken up;"
    " partly answered where a part is left out. Whether the action is enough, or worked, it does not say.",
    "An action is overdue where its last day has passed and the plan does not rate it complete. A month,"
    " quarter or year counts to its last day. A plan that was not rated anew shows done work as overdue.",
    "Gaps are raised by rules, each of which looks for one thing. A gap is a question to ask, not a verdict.",
)
OVERDUE = (
    "Before you read this table: a date that has passed may mean that the plan is out of date, not that the"
    " work was not done. Ask for the plan's newest version and for the state of each action."
)
LEFT_OUT = "Part without an action"
RULES_OF_READING = (
    "What a document does not say is said to be missing, never filled in.",
    "Documents that are not held were not read: there may be a later plan or report.",
)
