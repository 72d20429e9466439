"""How what was found out is put into lines."""

from briefpack.app.verdict import few, shortened


def test_many_lines_are_some_and_how_many_more() -> None:
    assert few(["a", "b"], 2) == ("a", "b")
    assert few(["a", "b", "c", "d"], 2) == ("a", "b", "and 2 more")


def test_words_of_others_are_cut_after_a_word_and_command_no_terminal() -> None:
    assert shortened("one two three", 9) == "one two …"
    assert shortened("red\x1b[31m\nline") == "red [31m line"
