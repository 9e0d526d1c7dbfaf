"""NAME=VALUE on the command line: read alike everywhere, refused with the option's name and the way out."""

import pytest

from tests.kit.terminal import Terminal

ADD = ("platforms", "add", "tag", "--name", "Tagwerk")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((*ADD, "--set", "company"), "--set 'company': write it as DETAIL=VALUE."),
        ((*ADD, "--set", "=Tagwerk GmbH"), "--set '=Tagwerk GmbH': write it as DETAIL=VALUE."),
        (("vendors", "set", "v1", "name"), "'name': write it as FIELD=VALUE."),
        (("images", "import", "x.csv", "--option", "decimal"), "--option 'decimal': write it as NAME=VALUE."),
        (("feeds", "add", "f", "https://f.invalid", "--option", "a"), "--option 'a': write it as NAME=VALUE."),
        (("images", "update", "--where", "", "--set", "title"), "--set 'title': write it as FIELD=VALUE."),
        (("images", "update", "--where", "", "--append", "x"), "--append 'x': write it as FIELD=TEXT."),
        (("images", "update", "--where", "", "--replace", "a=b"), "--replace 'a=b': write it as FIELD=OLD=>NEW."),
    ],
)
def test_what_has_no_name_and_value_is_refused_with_the_way_out(
    empty: Terminal, arguments: tuple[str, ...], sentence: str
) -> None:
    said = empty.run(*arguments)
    assert said.code == 2
    assert sentence in said.err.replace("\n", " ")


def test_blanks_around_a_name_mean_nothing_and_a_value_may_hold_equals_signs(empty: Terminal) -> None:
    empty.json("platforms", "add", "tag", "--name", "Tagwerk", "--set", "company =a=b")
    assert empty.json("platforms", "list")[0]["company"] == "a=b"
