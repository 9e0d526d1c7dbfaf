"""The words of the paper in German and English, and how each language writes amounts, days and rates."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from rightsdesk.domain import money

GERMAN: Mapping[str, str] = {
    "title": "Gutschrift",
    "cancel_title": "Stornogutschrift",
    "subtitle": "Abrechnung durch den Leistungsempfänger nach § 14 Abs. 2 UStG",
    "draft": "Entwurf",
    "number": "Gutschrift Nr.",
    "issued": "Datum",
    "period": "Leistungszeitraum",
    "supplier_no": "Lieferantennr.",
    "supplier_vat": "USt-IdNr. Leistender",
    "supplier_tax": "Steuernr. Leistender",
    "buyer_vat": "USt-IdNr.",
    "recipient_vat": "USt-IdNr. Empfänger",
    "consent": "Einverständnis vom",
    "agreement": "Vereinbarung",
    "contact": "Ansprechpartner",
    "phone": "Telefon",
    "due": "Fällig am",
    "pos": "Pos.",
    "image": "Bild",
    "what": "Titel",
    "date": "Datum",
    "rate": "USt",
    "net": "Netto",
    "no_title": "Bildnutzung",
    "sum": "Summe netto",
    "tax": "Umsatzsteuer {rate}",
    "tax_on": "Umsatzsteuer {rate} auf {base}",
    "tax_AE": "Umsatzsteuer nach § 13b UStG auf {base}",
    "tax_E": "Umsatzsteuer nach § 19 UStG auf {base}",
    "tax_O": "Nicht steuerbar: {base}",
    "gross": "Gutschriftsbetrag",
    "cancel_gross": "Stornobetrag",
    "pay": "Wir überweisen {gross} bis zum {due} auf Ihr Konto {account}.",
    "pay_back": "Damit entfällt der Betrag von {gross}; bereits Gezahltes wird verrechnet.",
    "reverse": "Steuerschuldnerschaft des Leistungsempfängers.",
    "exempt": "Kein Ausweis von Umsatzsteuer, da Kleinunternehmer gemäß §\u00a019 UStG.",
    "outside": "Nicht steuerbar: Es wird keine Umsatzsteuer ausgewiesen.",
    "untaxed": "Auf Positionen zu 0 % wird keine Umsatzsteuer ausgewiesen.",
    "cancels": "Storno der Gutschrift {number}{dated}",
    "replaces": "Ersetzt Gutschrift {number}{dated}",
    "dated": " vom {day}",
    "note": "Gutschrift gemäß § 14 Abs. 2 Satz 5 UStG (Abrechnung durch den Leistungsempfänger)",
    "note_cancel": "Stornogutschrift: Storno einer Gutschrift gemäß § 14 Abs. 2 Satz 5 UStG",
    "withheld": (
        "Steuerabzug nach § 50a EStG: Einkommensteuer {rate} = {tax}, "
        "Solidaritätszuschlag {surcharge_rate} = {surcharge}; Auszahlungsbetrag {paid}"
    ),
    "withheld_tax": "Einkommensteuer § 50a EStG {rate}",
    "withheld_surcharge": "Solidaritätszuschlag {rate}",
    "paid": "Auszahlungsbetrag",
    "article": "Artikel {article}",
    "kind_commission": "Auftrag",
    "kind_expenses": "Spesen",
    "kind_extension": "Verlängerung",
    "kind_print": "Abzug",
    "kind_retouch": "Retusche",
    "kind_shoot": "Fototermin",
    "object": (
        "Stimmt etwas nicht? Sie können dieser Gutschrift unter Angabe der Nummer {number} widersprechen; "
        "ab Ihrem Widerspruch gilt sie nicht mehr als Rechnung."
    ),
    "page": "Seite",
    "of": "von",
}

ENGLISH: Mapping[str, str] = {
    "title": "Self-billing invoice (Gutschrift)",
    "cancel_title": "Cancellation of self-billing invoice (Stornogutschrift)",
    "subtitle": "Issued by the recipient of the supply under section 14 (2) of the German VAT Act (UStG)",
    "draft": "Draft",
    "number": "Credit advice no.",
    "issued": "Date of issue",
    "period": "Period of supply",
    "supplier_no": "Supplier no.",
    "supplier_vat": "Supplier's VAT id",
    "supplier_tax": "Supplier's tax no.",
    "buyer_vat": "VAT id",
    "recipient_vat": "Recipient's VAT id",
    "consent": "Consent given on",
    "agreement": "Agreement",
    "contact": "Contact",
    "phone": "Phone",
    "due": "Due on",
    "pos": "No.",
    "image": "Image",
    "what": "Title",
    "date": "Date",
    "rate": "VAT",
    "net": "Net",
    "no_title": "Use of image",
    "sum": "Net total",
    "tax": "VAT {rate}",
    "tax_on": "VAT {rate} on {base}",
    "tax_AE": "VAT, reverse charge, on {base}",
    "tax_E": "VAT, small business, on {base}",
    "tax_O": "Outside the scope of VAT: {base}",
    "gross": "Amount credited",
    "cancel_gross": "Amount cancelled",
    "pay": "We will transfer {gross} to your account {account} by {due}.",
    "pay_back": "The amount of {gross} is no longer owed; what was paid already will be set off.",
    "reverse": "Reverse charge, the recipient owes the VAT (Steuerschuldnerschaft des Leistungsempfängers).",
    "exempt": (
        "No VAT is shown, the supplier is a small business "
        "(Kein Ausweis von Umsatzsteuer, da Kleinunternehmer gemäß §\u00a019 UStG)."
    ),
    "outside": "Outside the scope of VAT (Nicht steuerbar); no VAT is shown.",
    "untaxed": "No VAT is shown for items at 0 %.",
    "cancels": "Cancels credit advice (Storno der Gutschrift) {number}{dated}",
    "replaces": "Replaces credit advice (ersetzt Gutschrift) {number}{dated}",
    "dated": " of {day}",
    "note": "Self-billing invoice: Gutschrift gemäß § 14 Abs. 2 Satz 5 UStG",
    "note_cancel": "Cancellation of a self-billing invoice: Stornogutschrift zu § 14 Abs. 2 Satz 5 UStG",
    "withheld": (
        "Tax withheld under section 50a EStG: income tax {rate} = {tax}, "
        "solidarity surcharge {surcharge_rate} = {surcharge}; amount paid {paid}"
    ),
    "withheld_tax": "Income tax, § 50a EStG, {rate}",
    "withheld_surcharge": "Solidarity surcharge {rate}",
    "paid": "Amount paid",
    "article": "article {article}",
    "kind_commission": "Commission",
    "kind_expenses": "Expenses",
    "kind_extension": "Extension",
    "kind_print": "Print",
    "kind_retouch": "Retouching",
    "kind_shoot": "Shoot",
    "object": (
        "Is something wrong? You may object to this credit advice, giving its number {number}; "
        "from your objection on it no longer counts as an invoice."
    ),
    "page": "Page",
    "of": "of",
}

NBSP = "\u00a0"
_MINUS = "\u2212"
_SYMBOLS = {"EUR": "€", "GBP": "£", "USD": "$"}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def words(language: str) -> Mapping[str, str]:
    """Return the labels of a language; whatever is not English is written in German, the language of the law."""
    return ENGLISH if language == "en" else GERMAN


def amount(minor: int, currency: str, language: str) -> str:
    """Return minor units as people read them: -1.234,50 in German, -1,234.50 in English, with a true minus sign."""
    text = f"{Decimal(money.as_decimal(abs(minor), currency)):,f}"
    if language != "en":
        text = text.translate(str.maketrans(",.", ".,"))
    return (_MINUS if minor < 0 else "") + text


def price(minor: int, currency: str, language: str) -> str:
    """Return an amount that names its currency: 1.234,50 € in German, €1,234.50 in English."""
    text, sign = amount(minor, currency, language), symbol(currency)
    if language != "en":
        return f"{text}{NBSP}{sign}"
    before = _MINUS if minor < 0 else ""
    return before + (sign if sign != currency else f"{sign}{NBSP}") + amount(abs(minor), currency, language)


def symbol(currency: str) -> str:
    """Return the sign of a currency where everybody knows it, its ISO 4217 code otherwise."""
    return _SYMBOLS.get(currency, currency)


def percent(rate: str, language: str) -> str:
    """Return a rate without needless zeros: 7 %, 5,5 % in German, 5.5 % in English."""
    text = f"{Decimal(rate):f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return f"{text if language == 'en' else text.replace('.', ',')}{NBSP}%"


def percent_of(rate: str) -> str:
    """Return a rate as data: 7.00."""
    return f"{Decimal(rate):.2f}"


def day(text: str, language: str) -> str:
    """Return the day of an ISO 8601 text: 17.03.2026 in German, 17 Mar 2026 in English; other text as it is."""
    found = _day_of(text)
    if found is None:
        return text
    if language == "en":
        return f"{found.day}{NBSP}{_MONTHS[found.month - 1]}{NBSP}{found.year}"
    return f"{found:%d.%m.%Y}"


def span(first: str, last: str, language: str) -> str:
    """Return a span of days, the year written once where both ends share it."""
    begin, end = _day_of(first), _day_of(last)
    start, stop = day(first, language), day(last, language)
    if start == stop:
        return stop
    if begin and end and begin.year == end.year:
        start = start[: -len(str(begin.year))].rstrip(NBSP)
    return f"{start}{NBSP}– {stop}"


def iban(text: str) -> str:
    """Return an IBAN in groups of four that stay together on one line (ISO 13616, printed form)."""
    return NBSP.join(text[at : at + 4] for at in range(0, len(text), 4))


def _day_of(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
