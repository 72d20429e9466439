"""Sets of rows: any page of them, from either end."""

from hypothesis import given
from hypothesis import strategies as st

from briefpack.library.facets import newest, oldest, rows_of

SIZE = 40_000
#: Sparse, in clusters, and whole stretches of rows.
numbers = st.sets(st.integers(1, SIZE), max_size=30).flatmap(
    lambda few: st.sampled_from((0, 1, 9000)).map(
        lambda more: frozenset(row for start in few for row in range(start, min(start + more, SIZE) + 1))
    )
)
places = st.integers(0, SIZE + 10)
limits = st.sampled_from((0, 1, 50, 9000, SIZE))


@given(rows=numbers, offset=places, limit=limits)
def test_a_page_from_the_newest_on(rows: frozenset[int], offset: int, limit: int) -> None:
    assert newest(rows_of(rows, SIZE), offset, limit) == sorted(rows, reverse=True)[offset : offset + limit]


@given(rows=numbers, undated=st.sampled_from((0, 1, 500, SIZE)), offset=places, limit=limits)
def test_a_page_from_the_oldest_on_has_the_undated_last(
    rows: frozenset[int], undated: int, offset: int, limit: int
) -> None:
    whole = sorted(rows, key=lambda row: (row <= undated, row))
    assert oldest(rows_of(rows, SIZE), undated, offset, limit) == whole[offset : offset + limit]


def test_no_row_has_no_page() -> None:
    assert newest(0, 0, 50) == oldest(0, 0, 0, 50) == []
