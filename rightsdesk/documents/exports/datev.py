"""Postings for DATEV: an EXTF file of format 700, category 21, version 13, with 125 columns in Windows-1252."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import BinaryIO

from rightsdesk.documents.csv_file import guarded
from rightsdesk.documents.exports.content import Export, Item, Warnings
from rightsdesk.documents.exports.datev_columns import COLUMNS
from rightsdesk.domain import ids, money, period, tax
from rightsdesk.domain.advice import VatGroup

ENCODING, END = "cp1252", "\r\n"
LONGEST_TEXT, LONGEST_NUMBER = 60, 36
_NUMBER = re.compile(r"[^A-Za-z0-9$%&*+\-/]")
_LETTERS = str.maketrans({"Ł": "L", "ł": "l", "Đ": "D", "đ": "d", "ı": "i", "Ħ": "H", "ħ": "h", "Ŧ": "T", "ŧ": "t"})
"""Letters that are no base letter with a mark."""

AMOUNT, SIDE, CURRENCY, ACCOUNT, AGAINST, KEY, DAY, NUMBER = 1, 2, 3, 7, 8, 9, 10, 11
TEXT, LINK, FIXED, SUPPLIED = 14, 20, 114, 115
"""Columns that are filled, counted from 1 as DATEV's description does."""


@dataclass(slots=True)
class Spelling:
    """Writes texts in Windows-1252; whatever it lacks is written with other letters, and remembered."""

    altered: dict[str, str] = field(default_factory=dict)

    def text(self, said: str, longest: int) -> str:
        """Return a text on one line that no spreadsheet takes for a formula."""
        line = " ".join("".join(sign if sign.isprintable() else " " for sign in said).split())
        spelt = "".join(map(self._sign, unicodedata.normalize("NFC", line)))
        if spelt != line:
            self.altered[line] = spelt
        return guarded(spelt)[:longest].rstrip()

    @staticmethod
    def _sign(sign: str) -> str:
        if _is_known(sign):
            return sign
        plain = unicodedata.normalize("NFKD", sign.translate(_LETTERS))
        return "".join(each for each in plain if _is_known(each)) or "?"

    @property
    def warnings(self) -> Warnings:
        """Return a sentence for each text that is spelt otherwise than in the credit advice."""
        return [
            f"DATEV's character set lacks letters of “{was}”; it reads “{now}”." for was, now in self.altered.items()
        ]


def make(export: Export, out: BinaryIO) -> Warnings:
    """Write one posting for each advice and VAT group, one more for what was withheld from its payment."""
    spelling = Spelling()
    lines = [_head(export, spelling), ";".join(COLUMNS)]
    for item in export.items:
        lines += [_row(cells) for cells in _postings(export, item, spelling)]
    out.write((END.join(lines) + END).encode(ENCODING))
    return [*_not_posted(export), *spelling.warnings]


def _not_posted(export: Export) -> Warnings:
    """Return a sentence for each advice of whose payment something is withheld that no posting says."""
    if export.options.get("withholding_account", ""):
        return []
    kept = ((item.snapshot, abs(item.snapshot.withheld + item.snapshot.surcharge)) for item in export.items)
    return [
        f"{shown.number}: {money.Money(cents, shown.currency)} withheld is not posted; enter the account into the "
        "setting datev_withholding_account, or post it by hand."
        for shown, cents in kept
        if cents
    ]


def file_name(name: str) -> str:
    """Return a file name as DATEV asks for it."""
    return name if name.startswith("EXTF_") else f"EXTF_{name}"


def _head(export: Export, spelling: Spelling) -> str:
    """Return the 31 fields that say whose postings of which span these are."""
    options, days = export.options, sorted(item.snapshot.issued_on for item in export.items)
    first = period.month(export.period or days[0][:7]).first
    last = period.month(export.period or days[-1][:7]).last
    made = export.at.strftime("%Y%m%d%H%M%S") + f"{export.at.microsecond // 1000:03d}"
    title = spelling.text(f"Gutschriften {first:%m/%Y}", 30)
    fields = [
        *('"EXTF"', "700", "21", '"Buchungsstapel"', "13", made, "", '"RD"', '""', '""'),
        *(options["consultant"], options["client"], _year_start(options, first), options["account_length"]),
        *(f"{first:%Y%m%d}", f"{last:%Y%m%d}", _quoted(title), '"RD"', "1", "0", options.get("fixed", "0")),
        *('"EUR"', "", '""', "", "", '""', "", "", '""', '""'),
    ]
    return ";".join(fields)


def _year_start(options: dict[str, str], first: date) -> str:
    month, day = (int(part) for part in options["year_start"].split("-"))
    start = date(first.year, month, day)
    return f"{start if start <= first else start.replace(year=first.year - 1):%Y%m%d}"


def _postings(export: Export, item: Item, spelling: Spelling) -> Iterator[dict[int, str]]:
    shown, options = item.snapshot, export.options
    sign = -1 if shown.type_code == "261" else 1
    about = _about(export, item, spelling)
    creditor = str(int(options["first_creditor"]) + export.accounts[item.vendor])
    for group in shown.groups:
        amount, key = sign * (group.base + group.tax), _tax_key(options, group)
        if amount:
            yield {**about, **_amount(amount), ACCOUNT: _expense(options, group), AGAINST: creditor, KEY: key}
    kept, account = sign * (shown.withheld + shown.surcharge), options.get("withholding_account", "")
    if kept and account:
        yield {**about, **_amount(kept), ACCOUNT: creditor, AGAINST: account}


def _about(export: Export, item: Item, spelling: Spelling) -> dict[int, str]:
    shown = item.snapshot
    day = date.fromisoformat(shown.issued_on)
    what = "Storno Bildhonorar" if shown.cancels else "Bildhonorar"
    return {
        CURRENCY: _quoted(shown.currency),
        DAY: f"{day:%d%m}",
        NUMBER: _quoted(_NUMBER.sub("-", shown.number)[-LONGEST_NUMBER:]),
        TEXT: _quoted(spelling.text(f"{what} {shown.supplier.name}", LONGEST_TEXT)),
        LINK: _quoted(f'BEDI "{ids.named("datev", item.advice)}"'),
        FIXED: export.options.get("fixed", "0"),
        SUPPLIED: f"{date.fromisoformat(shown.period_last):%d%m%Y}",
    }


def _amount(cents: int) -> dict[int, str]:
    """Return the amount without its sign, which DATEV wants as debit (S) or credit (H)."""
    said = money.as_decimal(abs(cents), "EUR").replace(".", ",")
    return {AMOUNT: said, SIDE: '"S"' if cents > 0 else '"H"'}


def _expense(options: dict[str, str], group: VatGroup) -> str:
    accounts = pairs(options["expense_accounts"])
    rate = group.rate if group.category == tax.RATED else group.category
    return accounts.get(rate) or accounts[""]


def _tax_key(options: dict[str, str], group: VatGroup) -> str:
    wanted = group.rate if group.category == tax.RATED else group.category
    return _quoted(pairs(options["tax_keys"]).get(wanted, ""))


def pairs(text: str) -> dict[str, str]:
    """Return what `4900, 19=4905` says: name -> value; the value of all others stands under the empty name."""
    found = {}
    for part in text.split(","):
        name, sign, value = part.partition("=")
        found[name.strip() if sign else ""] = (value if sign else name).strip()
    return found


def _row(cells: dict[int, str]) -> str:
    return ";".join(cells.get(at, "") for at in range(1, len(COLUMNS) + 1))


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _is_known(sign: str) -> bool:
    try:
        sign.encode(ENCODING)
    except UnicodeEncodeError:
        return False
    return True
