import gc

import pytest

from rightsdesk.eventlog.collecting import uncollected


@pytest.fixture(autouse=True)
def _collecting() -> None:
    """A window that an earlier test opened collects by itself and may have switched the automatic way off."""
    gc.enable()


def test_what_was_remembered_goes_before_the_collector_is_back_however_it_ends() -> None:
    seen: list[bool] = []
    with uncollected(lambda: seen.append(gc.isenabled())):
        assert not gc.isenabled()
    with pytest.raises(ZeroDivisionError), uncollected(lambda: seen.append(gc.isenabled())):
        _ = 1 / 0
    assert seen == [False, False]
    assert gc.isenabled()
