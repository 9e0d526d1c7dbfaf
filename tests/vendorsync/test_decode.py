import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightsdesk.faults import Damaged
from rightsdesk.vendorsync.decode import _read_closely, flaws, lenient, strict

documents = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(alphabet='a:"\\ ,{}[]\nü', max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(alphabet='ab:"\\', max_size=4), inner, max_size=4)
    ),
    max_leaves=20,
)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"[" * 100_000, "VND-SHAPE"),
        (b"[" * 65 + b"]" * 65, "VND-SHAPE"),
        (b'{"price": NaN}', "REC-PRICE"),
        (b'{"price": -Infinity}', "REC-PRICE"),
        (b'{"price": 1, "price": 9999}', "VND-DUPKEY"),
        (b'{"price":1,"price":2,"x":"\\u003a"}', "VND-DUPKEY"),
        (b'["\\ud800"]', "REC-TEXT"),
        (b"", "VND-FORMAT"),
        (b'{"a": 1', "VND-FORMAT"),
        (b"<html>", "VND-FORMAT"),
        ('{"a": "ü"}'.encode("latin-1"), "VND-FORMAT"),
        ('{"a": 1}'.encode("utf-16"), "VND-FORMAT"),
        (b'{"a": ' + b"9" * 5000 + b"}", "VND-FORMAT"),
    ],
)
def test_what_two_programs_could_read_differently_is_refused(body: bytes, code: str) -> None:
    with pytest.raises(Damaged) as caught:
        strict(body)
    assert caught.value.code == code


def test_sixty_four_levels_and_brackets_in_texts_are_fine() -> None:
    assert strict(b"[" * 64 + b"]" * 64)
    assert strict(json.dumps({"a": "[" * 500}).encode())["a"] == "[" * 500


def test_nul_is_taken_out_and_a_byte_order_mark_is_passed_over() -> None:
    assert strict(b'{"a": "x\\u0000y"}') == {"a": "xy"}
    assert strict(b"\xef\xbb\xbf{}") == {}


def test_a_fraction_longer_than_a_double_keeps_every_digit() -> None:
    assert str(strict(b'{"a": 12.4999999999999999999}')["a"]) == "12.4999999999999999999"


def test_a_lenient_reading_marks_only_the_values_that_cannot_be_trusted() -> None:
    tree = lenient(b'{"items": [{"price": 1, "price": 2}, {"price": 3}], "total": NaN}')
    assert tree["items"][1] == {"price": 3}
    assert [path for _, path in flaws(tree)] == ["$.items[0].price", "$.total"]


@given(documents)
def test_the_quick_and_the_close_reading_agree(document: object) -> None:
    body = json.dumps(document, ensure_ascii=False).encode()
    assert strict(body) == _read_closely(body)[0] == document


@given(documents, st.text(alphabet='ab:"\\', max_size=4))
def test_a_member_stated_twice_is_always_seen(document: object, key: str) -> None:
    inner = json.dumps(document, ensure_ascii=False)
    name = json.dumps(key, ensure_ascii=False)
    body = f'{{"x": {inner}, {name}x: 1}}'.replace(f"{name}x", name[:-1] + 'y"')
    assert strict(body.encode())
    twice = f'{{{name[:-1]}y": 0, "x": {inner}, {name[:-1]}y": 1}}'
    with pytest.raises(Damaged):
        strict(twice.encode())
