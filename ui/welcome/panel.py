"""Where RightsDesk should keep its data: the ways to begin, of which the sample is suggested."""

from ui.kit.choice_page import Card, Choosing
from ui.kit.words import phrase

SAMPLE, EMPTY, JOIN, RESTORE = "sample", "empty", "join", "restore"

CARDS = (
    Card(
        SAMPLE,
        phrase("Welcome", "Try it with sample data"),
        phrase("Welcome", "Thousands of images, vendors with agreements, platforms and a month of purchases"),
        phrase("Welcome", "Ready in a few seconds · works offline · marked as sample data everywhere"),
        "sparkles",
    ),
    Card(
        EMPTY,
        phrase("Welcome", "Start empty on this computer"),
        phrase("Welcome", "One folder in your user directory; connect a vendor's hub or import vendors from a file"),
        phrase("Welcome", "Single user · everything stays on this computer"),
        "database",
    ),
    Card(
        JOIN,
        phrase("Welcome", "Join a shared workspace"),
        phrase("Welcome", "A store that several people use, set up by your administrator"),
        phrase("Welcome", "Not possible yet: this version keeps its data on one computer"),
        "users",
        enabled=False,
    ),
    Card(
        RESTORE,
        phrase("Welcome", "Restore a back-up"),
        phrase("Welcome", "Rebuild everything from an event archive"),
        phrase("Welcome", "Not possible here yet: copy the workspace folder back and open it with --workspace"),
        "history",
        enabled=False,
    ),
)

WELCOME = Choosing(
    title=phrase("Welcome", "Where should RightsDesk keep its data?"),
    sentence=phrase("Welcome", "You can change this later; nothing is sent anywhere before you connect."),
    promise=phrase("Welcome", "Image rights, purchases and credit advices for all your platforms."),
    steps=(
        phrase("Welcome", "Choose a workspace"),
        phrase("Welcome", "Look around in the images"),
        phrase("Welcome", "Run the first batch"),
    ),
    cards=CARDS,
    verb=phrase("Welcome", "Continue"),
    question=phrase("Welcome", "What is stored?"),
    answer=phrase(
        "Welcome",
        "Everything lies in one folder on this computer: the log of events, tables made from it, documents and raw"
        " deliveries. Passwords go to the key ring of the system. Deleting the folder removes all of it.",
    ),
)
