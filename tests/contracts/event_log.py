"""What any event log must do."""

import threading
from typing import Any

import pytest

from rightsdesk.domain.image.commands import UpdateMetadata
from rightsdesk.domain.image.events import ImageMetadataUnchanged, ImageMetadataUpdated, ImageWithdrawn
from rightsdesk.eventlog.codec import decode
from rightsdesk.eventlog.log import Appended, CommandMark, Context, EventLog, Recorded, Write
from rightsdesk.eventlog.plan import Request
from rightsdesk.faults import Conflict, Invalid

ADA = Context("ada", correlation_id="batch-of-ada")
SUNSET = ImageMetadataUpdated(local={"title": "Sunset", "price": 1250}, after={"title": "Sunset"})
AGAIN = ImageMetadataUnchanged()


def put(log: EventLog, *writes: Write, context: Context = ADA, command: CommandMark | None = None) -> Appended:
    """Append in a transaction of its own."""
    with log.transaction() as tx:
        return log.append(tx, writes, context, command)


def everything(log: EventLog) -> list[Recorded]:
    return log.read(0, 10_000)


class EventLogContract:
    """Tests for a fixture `log` that yields an empty event log."""

    def test_an_empty_log_has_nothing_and_is_sound(self, log: EventLog) -> None:
        assert log.read(0, 10) == []
        assert log.head().position == 0
        assert len(log.head().digest) == 32
        assert log.verify().sound

    def test_positions_run_from_one_without_gaps(self, log: EventLog) -> None:
        assert put(log, Write("image-a:1", (SUNSET, AGAIN)), Write("image-a:2", (SUNSET,))) == Appended(1, 3)
        assert put(log, Write("image-a:1", (AGAIN,))) == Appended(4, 4)
        assert [event.position for event in everything(log)] == [1, 2, 3, 4]
        assert log.head().position == 4

    def test_versions_count_from_one_in_each_stream(self, log: EventLog) -> None:
        put(log, Write("image-a:1", (SUNSET, AGAIN)), Write("image-a:2", (SUNSET,)))
        put(log, Write("image-a:1", (AGAIN,)))
        assert [(event.stream, event.version) for event in everything(log)] == [
            ("image-a:1", 1),
            ("image-a:1", 2),
            ("image-a:2", 1),
            ("image-a:1", 3),
        ]
        assert log.versions(["image-a:1", "image-a:2", "image-a:3"]) == {"image-a:1": 3, "image-a:2": 1, "image-a:3": 0}

    def test_an_event_comes_back_as_it_was_recorded(self, log: EventLog) -> None:
        put(log, Write("image-a:1", (SUNSET, UpdateMetadata({"title": "Dawn"}))))
        first, second = everything(log)
        assert decode(first.name, first.schema_version, first.data) == SUNSET
        assert decode(second.name, second.schema_version, second.data) == UpdateMetadata({"title": "Dawn"})
        assert (first.name, first.schema_version, first.actor) == ("image.metadata-updated", 1, "ada")

    def test_who_when_and_why_stand_beside_each_event(self, log: EventLog) -> None:
        context = Context("ada", correlation_id="batch-1", causation_id="wish-1", meta={"machine": "desk 3"})
        put(log, Write("image-a:1", (SUNSET,)), Write("image-a:2", (SUNSET,), causation_id="wish-2"), context=context)
        first, second = everything(log)
        assert (first.correlation_id, first.causation_id) == ("batch-1", "wish-1")
        assert (second.correlation_id, second.causation_id) == ("batch-1", "wish-2")
        assert first.recorded_at > 1_700_000_000_000_000
        assert first.event_id != second.event_id
        assert first.event_id[14] == "7"

    @pytest.mark.parametrize(
        "word",
        [
            "01930e5b-7a10-7c4e-8e0a-52c4b7a1d2f3",
            "01930E5B-7A10-7C4E-8E0A-52C4B7A1D2F3",
            "01930e5b7a107c4e-8e0a-52c4b7a1d2f3-",
            "b",
            "fifteen letters",
            "sixteen letters!",
            "äöü",
            "x" * 36,
        ],
    )
    def test_any_word_can_name_a_batch_or_cause(self, log: EventLog, word: str) -> None:
        put(log, Write("image-a:1", (SUNSET,)), context=Context("ada", correlation_id=word, causation_id=word))
        (event,) = log.read_correlated(word)
        assert (event.correlation_id, event.causation_id) == (word, word)

    def test_stream_numbers_are_stable_and_start_at_one(self, log: EventLog) -> None:
        put(log, Write("image-a:1", (SUNSET,)), Write("vendor-a", (AGAIN,)))
        put(log, Write("image-a:1", (AGAIN,)))
        assert [event.stream_id for event in everything(log)] == [1, 2, 1]

    def test_reading_goes_on_behind_a_position(self, log: EventLog) -> None:
        put(log, Write("image-a:1", (SUNSET,) * 5))
        assert [event.position for event in log.read(2, 2)] == [3, 4]
        assert log.read(5, 10) == []

    def test_reading_streams_returns_each_in_order(self, log: EventLog) -> None:
        put(log, Write("image-a:1", (SUNSET,)), Write("image-a:2", (SUNSET,)))
        put(log, Write("image-a:2", (AGAIN,)), Write("image-a:1", (AGAIN,)))
        found = log.read_streams(["image-a:2", "image-a:1", "image-a:9"])
        assert {stream: [event.version for event in events] for stream, events in found.items()} == {
            "image-a:2": [1, 2],
            "image-a:1": [1, 2],
            "image-a:9": [],
        }

    def test_reading_six_hundred_streams_at_once_works(self, log: EventLog) -> None:
        names = [f"image-a:{number}" for number in range(600)]
        put(log, *(Write(name, (SUNSET,)) for name in names))
        found = log.read_streams(names)
        assert [len(found[name]) for name in names] == [1] * 600

    def test_events_of_a_batch_are_found_by_correlation(self, log: EventLog) -> None:
        put(log, Write("image-a:1", (SUNSET,) * 3))
        put(log, Write("image-a:1", (AGAIN,)), context=Context("eve", correlation_id="another"))
        put(log, Write("image-a:2", (AGAIN,)), context=Context("eve"))
        assert [event.position for event in log.read_correlated("batch-of-ada")] == [1, 2, 3]
        assert [event.position for event in log.read_correlated("batch-of-ada", after=1, limit=1)] == [2]
        assert log.read_correlated("unheard of") == []

    def test_streams_of_a_category_come_in_order_of_creation(self, log: EventLog) -> None:
        put(log, *(Write(name, (AGAIN,)) for name in ("vendor-z", "image-a:1", "vendor-a", "vendors-x")))
        assert log.streams("vendor") == ["vendor-z", "vendor-a"]
        assert log.streams("feed") == []

    def test_an_expected_version_that_fits_is_accepted(self, log: EventLog) -> None:
        put(log, Write("image-a:1", (SUNSET,), expected=0))
        put(log, Write("image-a:1", (AGAIN,), expected=1))
        assert log.versions(["image-a:1"]) == {"image-a:1": 2}

    def test_a_conflict_names_every_stream_and_writes_nothing(self, log: EventLog) -> None:
        put(log, Write("image-a:1", (SUNSET,)), Write("image-a:2", (SUNSET,)))
        writes = (
            Write("image-a:1", (AGAIN,), expected=0),
            Write("image-a:2", (AGAIN,), expected=5),
            Write("image-a:3", (AGAIN,), expected=0),
        )
        with pytest.raises(Conflict, match="image-a:1 is at version 1, 0 was expected") as refused:
            put(log, *writes)
        assert refused.value.streams == ("image-a:1", "image-a:2")
        assert log.head().position == 2
        assert log.versions(["image-a:3"]) == {"image-a:3": 0}

    def test_a_refused_append_leaves_the_transaction_usable(self, log: EventLog) -> None:
        with log.transaction() as tx:
            with pytest.raises(Conflict):
                log.append(tx, [Write("image-a:1", (AGAIN,), expected=7)], ADA)
            log.append(tx, [Write("image-a:1", (SUNSET,), expected=0)], ADA)
        assert log.head().position == 1
        assert log.verify().sound

    def test_one_stream_written_twice_in_an_append_counts_on(self, log: EventLog) -> None:
        put(log, Write("image-a:1", (SUNSET,), expected=0), Write("image-a:1", (AGAIN,), expected=1))
        assert [event.version for event in everything(log)] == [1, 2]
        assert log.verify().sound

    def test_a_command_recorded_twice_gives_the_recorded_answer(self, log: EventLog) -> None:
        mark = CommandMark("command-1", "digest", "update")
        first = put(log, Write("image-a:1", (SUNSET, AGAIN)), command=mark)
        again = put(log, Write("image-a:1", (SUNSET, AGAIN)), command=mark)
        assert (again.first, again.last, again.repeated) == (first.first, first.last, True)
        assert log.head().position == 2

    def test_a_command_id_with_other_content_is_refused(self, log: EventLog) -> None:
        put(log, Write("image-a:1", (SUNSET,)), command=CommandMark("command-1", "digest", "update"))
        with pytest.raises(Invalid, match="command-1 was recorded before with other content"):
            put(log, Write("image-a:1", (AGAIN,)), command=CommandMark("command-1", "other", "update"))
        assert log.head().position == 1

    def test_a_recorded_command_can_be_recalled(self, log: EventLog) -> None:
        mark = CommandMark("command-1", "digest", "update")
        with log.transaction() as tx:
            assert log.recall(tx, mark) is None
        put(log, Write("image-a:1", (SUNSET,)), command=mark)
        with log.transaction() as tx:
            assert log.recall(tx, mark) == Appended(1, 1, repeated=True)
            with pytest.raises(Invalid):
                log.recall(tx, CommandMark("command-1", "other", "update"))

    def test_an_append_without_events_ends_before_it_begins(self, log: EventLog) -> None:
        put(log, Write("image-a:1", (SUNSET,)))
        mark = CommandMark("command-1", "digest", "update")
        assert put(log, Write("image-a:2", ()), command=mark) == Appended(2, 1)
        assert put(log, command=mark) == Appended(2, 1, repeated=True)
        assert log.versions(["image-a:2"]) == {"image-a:2": 0}
        assert log.streams("image") == ["image-a:1"]

    def test_a_failed_transaction_leaves_no_trace(self, log: EventLog) -> None:
        put(log, Write("image-a:1", (SUNSET,)))
        before = (log.head(), everything(log), log.stats()["events"])
        with pytest.raises(ZeroDivisionError), log.transaction() as tx:  # noqa: PT012 - fails at its end
            log.append(
                tx, [Write("image-a:1", (AGAIN,)), Write("image-b:1", (AGAIN,))], ADA, CommandMark("c", "d", "n")
            )
            log.append(tx, [Write("image-b:1", (AGAIN,))], ADA)
            raise ZeroDivisionError
        assert (log.head(), everything(log), log.stats()["events"]) == before
        assert log.versions(["image-a:1", "image-b:1"]) == {"image-a:1": 1, "image-b:1": 0}
        assert put(log, Write("image-b:1", (AGAIN,), expected=0), command=CommandMark("c", "e", "n")) == Appended(2, 2)
        assert log.verify().sound

    def test_a_transaction_sees_its_own_writes(self, log: EventLog) -> None:
        with log.transaction() as tx:
            log.append(tx, [Write("numbering-a-2026", (AGAIN,), expected=0)], ADA)
            assert log.versions(["numbering-a-2026"]) == {"numbering-a-2026": 1}
            assert len(log.read_streams(["numbering-a-2026"])["numbering-a-2026"]) == 1
            log.append(tx, [Write("numbering-a-2026", (AGAIN,), expected=1)], ADA)
        assert log.head().position == 2

    def test_another_thread_reads_only_what_is_committed(self, log: EventLog) -> None:
        seen: list[int] = []
        reader = threading.Thread(target=lambda: seen.append(log.head().position))
        with log.transaction() as tx:
            log.append(tx, [Write("image-a:1", (SUNSET,))], ADA)
            reader.start()
            reader.join(0.2)
            assert seen in ([], [0])  # waiting for the end of the transaction is fair too
        reader.join()
        assert log.head().position == 1

    def test_a_transaction_inside_a_transaction_is_refused(self, log: EventLog) -> None:
        with log.transaction(), pytest.raises(RuntimeError, match="pass it on"), log.transaction():
            pass
        assert put(log, Write("image-a:1", (SUNSET,))) == Appended(1, 1)

    def test_writers_on_many_threads_take_turns(self, log: EventLog) -> None:
        def write(name: str) -> None:
            for _ in range(20):
                put(log, Write(name, (AGAIN,)), Write("image-all:1", (AGAIN,)))

        writers = [threading.Thread(target=write, args=(f"image-a:{number}",)) for number in range(4)]
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join()
        assert [event.position for event in everything(log)] == list(range(1, 161))
        assert log.versions(["image-all:1"]) == {"image-all:1": 80}
        assert log.verify().sound

    def test_in_a_group_a_refused_request_is_answered_alone(self, log: Any) -> None:
        mark = CommandMark("command-1", "digest", "update")
        answers = log.append_group(
            [
                Request([Write("image-a:1", (SUNSET,), expected=0)], ADA, mark),
                Request([Write("image-a:1", (AGAIN,), expected=0), Write("image-a:2", (AGAIN,))], ADA),
                Request([Write("image-a:1", (AGAIN,), expected=1)], ADA),
                Request([Write("image-a:1", (SUNSET,), expected=0)], ADA, mark),
                Request([Write("image-a:3", (AGAIN,))], ADA, CommandMark("command-1", "other", "update")),
                Request([Write("image-a:4", (ImageWithdrawn("\ud800"),))], ADA),
                Request([Write("image-a:5", (AGAIN,))], ADA),
            ]
        )
        assert [type(answer).__name__ for answer in answers] == [
            "Appended",
            "Conflict",
            "Appended",
            "Appended",
            "Invalid",
            "Invalid",
            "Appended",
        ]
        assert answers[3] == Appended(1, 1, repeated=True)
        assert answers[6] == Appended(3, 3)
        assert [event.stream for event in everything(log)] == ["image-a:1", "image-a:1", "image-a:5"]
        assert log.verify().sound

    @pytest.mark.parametrize("name", ["", "image-a:\x1f1", "image-a:\x001"])
    def test_a_stream_name_that_could_not_be_sealed_is_refused(self, log: EventLog, name: str) -> None:
        with pytest.raises(Invalid, match="cannot name a stream"):
            put(log, Write(name, (SUNSET,)))
        assert log.head().position == 0

    def test_text_json_cannot_hold_is_refused_before_writing(self, log: EventLog) -> None:
        with pytest.raises(Invalid, match=r"image\.withdrawn cannot be recorded"):
            put(log, Write("image-a:1", (SUNSET, ImageWithdrawn("\ud800"))))
        assert log.head().position == 0
        assert log.streams("image") == []

    def test_verification_can_begin_behind_a_position(self, log: EventLog) -> None:
        put(log, Write("image-a:1", (SUNSET,) * 5))
        put(log, Write("image-a:1", (AGAIN,)))
        verified = log.verify(after=4)
        assert (verified.events, verified.sound) == (2, True)
        assert verified.head == log.head()

    def test_statistics_count_by_category_and_name(self, log: EventLog) -> None:
        put(log, Write("image-a:1", (SUNSET, AGAIN)), Write("vendor-a", (AGAIN,)))
        stats = log.stats()
        assert (stats["events"], stats["streams"]) == (3, 2)
        assert stats["bytes"] > 0
        assert stats["by_category"] == {"image": {"streams": 1, "events": 2}, "vendor": {"streams": 1, "events": 1}}
        assert stats["by_name"] == {"image.metadata-unchanged": 2, "image.metadata-updated": 1}

    def test_closing_a_log_twice_is_no_error(self, log: EventLog) -> None:
        log.close()
        log.close()
