"""The one thing that helps with each finding of the checks."""

from ui.kit.declare_review import Findings, Items, Remedy
from ui.kit.words import phrase

VENDOR = "key:{vendor}"
EDIT = phrase("Advices", "Edit vendor")

FINDINGS = Findings(
    "finding_list",
    phrase("Advices", "What the checks found"),
    phrase("Advices", "%n other check(s) passed"),
    {
        "edit-vendor": Remedy(EDIT, place="vendors", where=VENDOR),
        "edit-account": Remedy(phrase("Advices", "Edit account"), place="vendors", where=VENDOR),
        "confirm-account": Remedy(phrase("Advices", "Confirm account"), place="vendors", where=VENDOR),
        "edit-agreement": Remedy(phrase("Advices", "Edit agreement"), place="vendors", where=VENDOR),
        "record-consent": Remedy(phrase("Advices", "Record consent"), place="vendors", where=VENDOR),
        "unblock-vendor": Remedy(phrase("Advices", "Show vendor"), place="vendors", where=VENDOR),
        "edit-platform": Remedy(phrase("Advices", "Settings"), place="settings"),
        "change-day": Remedy(phrase("Advices", "Issue…"), action="issue"),
        "reject": Remedy(phrase("Advices", "Reject…"), action="reject"),
        "look-at-lines": Remedy(phrase("Advices", "Show"), lines=True),
        "ask-vendor": Remedy(phrase("Advices", "Ask vendor…"), action="ask"),
        "cancel-duplicate": Remedy(phrase("Advices", "Correct…"), action="correct"),
        "paid-twice": Remedy(
            phrase("Advices", "Show"), place="credit_advices", where='key:"{found}",{key}', taken="other"
        ),
        "amount-unusual": Remedy(phrase("Advices", "Compare"), place="credit_advices", where="vendor:{vendor}"),
        "account-changed": Remedy(phrase("Advices", "Show vendor"), place="vendors", where=VENDOR),
    },
    again="check",
    clean=phrase("Advices", "%n check(s) passed, nothing found"),
)
ITEMS = Items(
    "image",
    "charge_id",
    phrase("Advices", "%n line item(s)"),
    phrase("Advices", "Only conspicuous"),
)
