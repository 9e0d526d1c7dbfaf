"""The master data of a vendor as they are edited in their sheet."""

from ui.kit.declare import Choice, Field, choices
from ui.kit.declare_ways import Part, RecordSheet
from ui.kit.words import phrase
from ui.vendors.stated import MODES, SCHEMES

LANGUAGES = (Choice("de", phrase("Vendors", "German")), Choice("en", phrase("Vendors", "English")))
FORMS = {
    "self_employed": phrase("Vendors", "self-employed artist"),
    "company": phrase("Vendors", "company"),
}
WITHHOLDING = (Choice("none", phrase("Vendors", "does not apply")),)
ADDRESS = (
    Field("name", phrase("Vendors", "Name")),
    Field("contact", phrase("Vendors", "Contact")),
    Field("street", phrase("Vendors", "Street")),
    Field("postcode", phrase("Vendors", "Postcode")),
    Field("city", phrase("Vendors", "City")),
    Field("country", phrase("Vendors", "Country"), hint=phrase("Vendors", "two letters, such as DE")),
    Field("email", phrase("Vendors", "E-mail")),
    Field("phone", phrase("Vendors", "Telephone")),
    Field("language", phrase("Vendors", "Language of documents"), "choice", LANGUAGES),
)
TAX = (
    Field("vat_id", phrase("Vendors", "VAT id"), hint=phrase("Vendors", "such as DE136695976")),
    Field("tax_no", phrase("Vendors", "Tax number")),
    Field(
        "tax_scheme",
        phrase("Vendors", "Tax scheme"),
        "choice",
        choices(SCHEMES),
        empty=phrase("Vendors", "taxed as usual"),
    ),
    Field("legal_form", phrase("Vendors", "Legal form (KSVG)"), "choice", choices(FORMS)),
    Field(
        "withholding",
        phrase("Vendors", "Withholding (§ 50a EStG)"),
        "choice",
        WITHHOLDING,
        empty=phrase("Vendors", "where the law asks for it"),
    ),
    Field("certificate_from", phrase("Vendors", "Exemption certificate from"), "date"),
    Field("certificate_until", phrase("Vendors", "Exemption certificate until"), "date"),
)
TERMS = (
    Field("self_billing_agreed_on", phrase("Vendors", "Self-billing agreed"), "date"),
    Field("billing_mode", phrase("Vendors", "Billed"), "choice", choices(MODES)),
    Field("rate", phrase("Vendors", "Rate"), "money"),
    Field("currency", phrase("Vendors", "Currency")),
    Field("vat_rate", phrase("Vendors", "VAT rate"), hint=phrase("Vendors", "percent, 7 or 19")),
    Field("payment_days", phrase("Vendors", "Payment terms in days"), "number"),
    Field("minimum_payout", phrase("Vendors", "Minimum payout"), "money"),
    Field("flat_fee", phrase("Vendors", "Flat fee each month"), "money"),
    Field("valid_from", phrase("Vendors", "In force from"), "date"),
    Field("valid_until", phrase("Vendors", "In force until"), "date"),
)
BANK = (Field("iban", phrase("Vendors", "IBAN")), Field("bic", phrase("Vendors", "BIC")))
SHEET = RecordSheet(
    phrase("Vendors", "Edit master data"),
    read="masters.record",
    write="masters.change",
    parts=(
        Part(phrase("Vendors", "Name and address"), ADDRESS),
        Part(phrase("Vendors", "Tax"), TAX),
        Part(phrase("Vendors", "Agreement"), TERMS),
        Part(phrase("Vendors", "Bank account"), BANK),
    ),
    note=phrase("Vendors", "Every change stands in the history; a changed account needs a second person."),
)
