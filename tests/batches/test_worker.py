"""Carrying out batches."""

import contextlib

from rightsdesk.batches.task import Performed, Task
from rightsdesk.domain import streams
from rightsdesk.domain.image import ImageMetadataUpdated, RefreshMetadata, UpdateMetadata
from tests.kit.works import Works


def test_one_command_changes_every_image_it_names() -> None:
    """One order, many images, one outcome each."""
    works = Works()
    images = [works.image(str(n)) for n in range(7)]
    ticket = works.order([(image, UpdateMetadata({"title": "New"})) for image in images])
    works.work(limit=3)
    assert [works.state(image).effective("title") for image in images] == ["New"] * 7
    assert (works.progress(ticket).done, works.progress(ticket).remaining) == (7, 0)


def test_the_batch_stream_tells_the_lifecycle_only() -> None:
    """Never one event per item on the batch's own stream."""
    works = Works()
    ticket = works.order([(works.image(str(n)), UpdateMetadata({"title": "New"})) for n in range(5)])
    works.work()
    assert works.names(streams.batch(ticket.batch)) == ["batch.queued", "batch.finished"]


def test_one_refused_image_never_stops_the_others() -> None:
    """A stranger fails with its reason, its neighbour is served."""
    works = Works()
    good, stranger = works.image("1"), streams.image("v1", "nobody")
    ticket = works.order([(stranger, UpdateMetadata({"title": "X"})), (good, UpdateMetadata({"title": "X"}))])
    works.work()
    assert works.state(good).effective("title") == "X"
    assert works.progress(ticket).reasons == {"ImageUnknown": 1}


def test_an_image_changed_since_the_person_looked_ends_in_conflict() -> None:
    """Both values are kept, nothing is overwritten."""
    works = Works()
    image = works.image("1")
    seen = works.log.head().position
    works.given(image, ImageMetadataUpdated({"title": "Theirs"}, {"title": None}))
    ticket = works.order([(image, UpdateMetadata({"title": "Mine"}))], as_of=seen)
    works.work()
    assert works.state(image).effective("title") == "Theirs"
    assert (works.told(image).wanted, works.told(image).found) == ({"title": "Mine"}, {"title": "Theirs"})
    assert works.progress(ticket).conflicted == 1


def test_a_change_of_other_fields_meanwhile_is_no_conflict() -> None:
    """Different fields never collide."""
    works = Works()
    image = works.image("1")
    seen = works.log.head().position
    works.given(image, ImageMetadataUpdated({"caption": "Theirs"}, {"caption": None}))
    works.order([(image, UpdateMetadata({"title": "Mine"}))], as_of=seen)
    works.work()
    assert works.state(image).local == {"caption": "Theirs", "title": "Mine"}


def test_the_same_command_twice_is_one_batch() -> None:
    """A second click with the same identity returns the first receipt."""
    works = Works()
    target = [(works.image("1"), UpdateMetadata({"title": "New"}))]
    first = works.order(target, batch="00000000-0000-8000-8000-00000000abcd")
    again = works.order(target, batch="00000000-0000-8000-8000-00000000abcd")
    assert (again.number, again.repeated) == (first.number, True)
    assert len(works.log.streams("batch")) == 1


def test_an_image_that_stops_the_program_condemns_itself_only() -> None:
    """After five crashes the poisonous image is set aside; all others are served."""
    works = Works()
    images = [works.image(str(n)) for n in range(4)]
    poison = images[1]

    def fragile(tasks: list[Task]) -> Performed:
        if any(task.lease.stream == poison for task in tasks):
            raise ZeroDivisionError
        return Performed(tuple(task.ended(task.command.decide(task.state, task.cx)) for task in tasks))

    works.worker.performers["update-metadata"] = fragile  # type: ignore[index]
    ticket = works.order([(image, UpdateMetadata({"title": "New"})) for image in images])
    for _ in range(20):
        with contextlib.suppress(ZeroDivisionError):
            works.work()
        works.wait(120)
    assert works.progress(ticket).done == 3
    assert works.progress(ticket).quarantined == 1
    assert works.told(poison).code == "Quarantined"


def test_images_of_a_silent_vendor_are_put_off_not_failed() -> None:
    """The work goes back to the queue and is done when the vendor answers again."""
    works = Works()
    image = works.image("1")
    answers = iter([Performed(put_off=(), put_off_for=0.0)])

    def silent_first(tasks: list[Task]) -> Performed:
        if next(answers, None) is not None:
            return Performed(put_off=tuple(task.lease for task in tasks), put_off_for=30.0, put_off_because="down")
        return Performed(tuple(task.failed("NotAtVendor", "gone") for task in tasks))

    works.worker.performers["refresh-metadata"] = silent_first  # type: ignore[index]
    ticket = works.order([(image, RefreshMetadata())])
    works.work()
    assert works.progress(ticket).remaining == 1
    works.wait(31)
    works.work()
    assert works.progress(ticket).failed == 1
