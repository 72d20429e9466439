"""Where lines of Chinese and Japanese may end, held against uniseg, which passes Unicode's own tests."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from uniseg.linebreak import line_break_boundaries

from briefpack.layout.breaking import breaks, is_wide

# Without marks that stand on no letter, and signs of money and hundredths behind a bracket: nobody writes them.
WRITTEN = "年月条国際人権のはにをカタっャー々、。，「」『』（）()・：；！？…—2024AB“”‘’《》【】〜/-,.:Ａ０"


@settings(max_examples=1500)
@given(st.text(WRITTEN, min_size=2, max_size=8))
def test_lines_end_where_the_reference_lets_them(token: str) -> None:
    reference = {place for place in line_break_boundaries(token) if 0 < place < len(token)}
    # Beside no wide character other rules count, which are those of any text.
    beside = {place for place in reference if is_wide(token[place - 1]) or is_wide(token[place])}
    # What a number counts stays beside it, which the standard leaves to each house.
    counted = {place for place in beside if token[place - 1] in "2024" and token[place] in "年月条"}
    assert set(breaks(token)) == beside - counted


@pytest.mark.parametrize(
    ("token", "pieces"),
    [
        ("人権。「勧告」、", "人|権。|「勧|告」、"),
        ("キャッチ", "キャッ|チ"),
        ("会议（ICC）", "会|议|（ICC）"),
        ("他说“你好”。", "他|说|“你|好”。"),
        ("第2024年", "第2024年"),
        ("2024年4月4日に", "2024年|4月|4日|に"),
        ("￥500を", "￥500|を"),
        ("か\u3099国", "か\u3099|国"),
        ("——这", "——|这"),
        ("国\u00a0際\u2060人", "国\u00a0際\u2060人"),
    ],
)
def test_no_closing_sign_starts_a_line_and_no_opening_one_ends_it(token: str, pieces: str) -> None:
    ends = [0, *breaks(token), len(token)]
    assert "|".join([token[start:end] for start, end in pairwise(ends)]) == pieces


@pytest.mark.parametrize("token", ["인권이사회는", "결의(A/HRC/RES/55/21)를", "2024년", "human-rights", "не-"])
def test_korean_and_words_of_other_scripts_stay_whole(token: str) -> None:
    assert breaks(token) == []


def test_chinese_characters_in_a_korean_word_stay_with_it() -> None:
    assert breaks("北韓의", korean=True) == []
    assert breaks("北韓의") == [1]
    assert breaks("北韓人權", korean=True) == [1, 2, 3]
