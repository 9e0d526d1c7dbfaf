"""What somebody mostly does here: three roles, which set how the window begins and nothing else."""

from ui.kit.choice_page import Card, Choosing
from ui.kit.words import phrase
from ui.welcome.panel import ANSWER, PROMISE, QUESTION, STEPS

ROLE = Choosing(
    title=phrase("Welcome", "What will you mostly do?"),
    sentence=phrase(
        "Welcome",
        "This sets the view to start with, its columns and the height of rows, nothing else. Settings can change it.",
    ),
    promise=PROMISE,
    steps=STEPS,
    cards=(
        Card(
            "editor",
            phrase("Roles", "Picture editor"),
            phrase("Welcome", "Find images, see what may be used where and until when, change many at once"),
            phrase("Welcome", "Starts with images · tall rows with pictures"),
            "images",
        ),
        Card(
            "accountant",
            phrase("Roles", "Accountant"),
            phrase("Welcome", "Check, approve and send credit advices, keep vendors and agreements"),
            phrase("Welcome", "Starts with credit advices · many rows on one screen"),
            "receipt-text",
        ),
        Card(
            "administrator",
            phrase("Roles", "Administrator"),
            phrase("Welcome", "Watch batches and feeds, follow what happened, set things up"),
            phrase("Welcome", "Starts with batches · all columns that tell how things stand"),
            "shield-check",
        ),
    ),
    verb=phrase("Welcome", "Open the workspace"),
    question=QUESTION,
    answer=ANSWER,
    step=1,
)
