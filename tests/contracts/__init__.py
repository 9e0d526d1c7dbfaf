"""What any adapter of a port must do; an adapter's own test only says how to make one."""

import pytest

pytest.register_assert_rewrite("tests.contracts.event_log", "tests.contracts.feed", "tests.contracts.work_queue")
