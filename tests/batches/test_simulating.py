"""A vendor service that misbehaves on purpose: what fails, what is slow, and what succeeds when tried again."""

from typing import Any

import pytest

from rightsdesk.batches.simulating import CODE, FAILING, OFFLINE, RULES, SLOW, WEATHERS, Simulated, Simulation
from rightsdesk.batches.submit import Ticket
from rightsdesk.domain.image import UpdateMetadata, WithdrawImage
from rightsdesk.domain.messages import Command
from rightsdesk.hub.faults import FaultScript
from tests.kit.works import Works

IMAGES = 60


@pytest.fixture
def paused() -> list[float]:
    return []


@pytest.fixture
def simulation(paused: list[float]) -> Simulation:
    return Simulation(pause=paused.append)


@pytest.fixture
def works(simulation: Simulation) -> Works:
    return Works(Simulated(simulation, {}))  # type: ignore[arg-type] # asked like the mapping it stands for


def ordered(works: Works, wish: Command[Any]) -> Ticket:
    ticket = works.order([(works.image(str(number)), wish) for number in range(IMAGES)])
    works.work()
    return ticket


TITLED = UpdateMetadata({"title": "New"})


def test_without_any_weather_all_images_are_updated(works: Works) -> None:
    assert works.progress(ordered(works, TITLED)).done == IMAGES


def test_two_images_fail_on_purpose_and_succeed_when_tried_again(works: Works, simulation: Simulation) -> None:
    simulation.fail_next(2, "title")
    ticket = ordered(works, TITLED)
    failed = works.progress(ticket)
    assert (failed.done, failed.failed, dict(failed.reasons)) == (IMAGES - 2, 2, {CODE: 2})
    works.lifecycle.retry(ticket.batch, "kim")
    works.work()
    assert (works.progress(ticket).done, works.progress(ticket).failed) == (IMAGES, 0)


def test_changes_of_another_field_do_not_fail_in_their_stead(works: Works, simulation: Simulation) -> None:
    simulation.fail_next(2, "online_until")
    assert works.progress(ordered(works, TITLED)).failed == 0


def test_one_in_twenty_fails_until_the_weather_changes(works: Works, simulation: Simulation) -> None:
    simulation.choose(FAILING)
    tickets = [ordered(works, UpdateMetadata({"title": str(number)})) for number in range(5)]
    failed = sum(works.progress(ticket).failed for ticket in tickets)
    assert 0 < failed < 5 * IMAGES // 4
    simulation.choose("well")
    for ticket in tickets:
        works.lifecycle.retry(ticket.batch, "kim")
    works.work()
    assert all(works.progress(ticket).failed == 0 for ticket in tickets)


def test_a_slow_service_takes_time_for_each_image(works: Works, simulation: Simulation, paused: list[float]) -> None:
    simulation.choose(SLOW)
    ordered(works, TITLED)
    assert sum(paused) == pytest.approx(IMAGES * 0.004)


def test_what_no_vendor_is_asked_for_is_never_disturbed(works: Works, simulation: Simulation) -> None:
    simulation.choose(FAILING)
    assert works.progress(ordered(works, WithdrawImage("old"))).failed == 0


def test_an_unknown_weather_means_that_all_is_well(simulation: Simulation) -> None:
    simulation.choose(OFFLINE)
    simulation.choose("hail")
    assert simulation.weather == "well"


@pytest.mark.parametrize("weather", WEATHERS)
def test_the_hub_understands_the_rules_of_each_weather(weather: str) -> None:
    assert FaultScript().replace(RULES[weather]) == len(RULES[weather])
