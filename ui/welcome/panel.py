"""Where RightsDesk should keep its data: the ways to begin, of which the sample is suggested."""

from ui.kit.choice_fields import Place
from ui.kit.choice_page import Card, Choosing
from ui.kit.words import phrase

SAMPLE, EMPTY, JOIN, RESTORE = "sample", "empty", "join", "restore"
WORKSPACE, BACKUP, TARGET = "workspace", "backup", "target"

CARDS = (
    Card(
        SAMPLE,
        phrase("Welcome", "Try it with sample data"),
        phrase("Welcome", "20,000 images, 240 vendors, 3 platforms, one month of credit advices"),
        phrase("Welcome", "Ready in about 10 seconds · works offline · remove it with one click"),
        "sparkles",
    ),
    Card(
        EMPTY,
        phrase("Welcome", "Start empty on this computer"),
        phrase("Welcome", "One folder in your user directory; connect a vendor's hub or import vendors from a file"),
        phrase("Welcome", "Single user · back-up included"),
        "database",
    ),
    Card(
        JOIN,
        phrase("Welcome", "Join a shared workspace"),
        phrase("Welcome", "One that exists already: on this computer, or where your administrator put it"),
        phrase("Welcome", "Open its folder or a .rightsdesk file, or paste where it lies"),
        "users",
        places=(
            Place(
                WORKSPACE,
                phrase("Welcome", "Workspace"),
                phrase("Welcome", "A folder or a .rightsdesk file"),
                ("file", "folder"),
                "*.rightsdesk",
            ),
        ),
    ),
    Card(
        RESTORE,
        phrase("Welcome", "Restore a back-up"),
        phrase("Welcome", "Rebuild everything from a back-up that rightsdesk made"),
        phrase("Welcome", "Checks every event before anything is opened"),
        "history",
        places=(
            Place(BACKUP, phrase("Welcome", "Back-up"), phrase("Welcome", "A file backup-….zip"), ("file",), "*.zip"),
            Place(
                TARGET,
                phrase("Welcome", "New workspace in"),
                phrase("Welcome", "An empty or new folder"),
                ("new-folder",),
            ),
        ),
    ),
)
STEPS = (
    phrase("Welcome", "Choose a workspace"),
    phrase("Welcome", "Your role and language"),
    phrase("Welcome", "First batch, guided"),
)
PROMISE = phrase("Welcome", "Image rights, purchases and credit advices for all your platforms.")
QUESTION = phrase("Welcome", "What is stored?")
ANSWER = phrase(
    "Welcome",
    "Everything lies in one folder on this computer: the log of events, tables made from it, documents and raw"
    " deliveries. Passwords go to the key ring of the system. Deleting the folder removes all of it.",
)
WELCOME = Choosing(
    title=phrase("Welcome", "Where should RightsDesk keep its data?"),
    sentence=phrase("Welcome", "You can change this later; nothing is sent anywhere before you connect."),
    promise=PROMISE,
    steps=STEPS,
    cards=CARDS,
    verb=phrase("Welcome", "Continue"),
    question=QUESTION,
    answer=ANSWER,
)
