"""What a list of batches shows."""

from ui.batches.states import STATES
from ui.kit.contents import clock, count, day, first_of, join, text, told, toned, when
from ui.kit.contents_time import rate, time_left, took
from ui.kit.declare import Column, Tone
from ui.kit.words import phrase

NUMBER = count("number", phrase("Batches", "Batch %n"))
FAILED = when("failed", toned(count("failed"), "failed", "octagon-x"))
COUNTERS: tuple[tuple[str, Tone], ...] = (
    ("done", "ok"),
    ("unchanged", "neutral"),
    ("failed", "failed"),
    ("conflicted", "warning"),
)

TIME = first_of(took("queued_at", "finished_at"), time_left("seconds_left"))
RESULT = first_of(
    when("failed", toned(count("failed", phrase("Batches", "%n failed")), "failed", "octagon-x")),
    when("conflicted", toned(count("conflicted", phrase("Batches", "%n changed elsewhere")), "warning", "git-compare")),
    when("finished_at", count("done", phrase("Batches", "%n done"))),
)

COLUMNS = (
    Column(
        "title",
        phrase("Batches", "Batch"),
        210,
        told("title"),
        join(NUMBER, text("actor")),
        hideable=False,
        stretch=True,
        strong=True,
    ),
    Column("state", phrase("Batches", "State"), 150, pills=STATES, filter="state"),
    Column("progress", phrase("Batches", "Progress"), 150, bar=COUNTERS, total="total", order=""),
    Column("total", phrase("Batches", "Items"), 74, count("total"), align="right"),
    Column("rate", phrase("Batches", "Rate"), 104, rate("rate"), align="right", order="", spare=3),
    Column("left", phrase("Batches", "Left or took"), 116, TIME, order="", align="right", spare=2),
    Column("result", phrase("Batches", "Result"), 136, RESULT, order="failed"),
    Column("queued_at", phrase("Batches", "Started"), 112, day("queued_at"), clock("queued_at")),
    Column("finished_at", phrase("Batches", "Finished"), 112, day("finished_at"), clock("finished_at"), shown=False),
    Column("number", phrase("Batches", "Number"), 84, count("number"), align="right", shown=False),
    Column("actor", phrase("Batches", "Who"), 120, filter="actor", shown=False),
    Column("failed", phrase("Batches", "Failed"), 84, FAILED, align="right", shown=False),
    Column("unchanged", phrase("Batches", "Already so"), 96, count("unchanged"), align="right", shown=False),
    Column("conflicted", phrase("Batches", "Changed elsewhere"), 130, count("conflicted"), align="right", shown=False),
    Column("waiting", phrase("Batches", "Waits for"), 200, told("waiting"), order="", shown=False),
)
