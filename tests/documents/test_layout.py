"""Lines fit their column, strips fit their page, and nothing is lost on the way."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from documents.layout import A4, BODY, pages
from documents.text import clean
from documents.typography import width, wrap
from models.document import Column, Heading, Line, Pair, Table
from tests.documents.samples import document

WORDS = st.text(alphabet="abcий €/-. \n\u00a0", max_size=400)


@settings(deadline=None, max_examples=150)
@given(WORDS, st.floats(min_value=20, max_value=500))
def test_wrapped_lines_fit_and_keep_every_letter(said, available):
    lines = wrap(said, BODY, available)

    assert all(width(line, BODY) <= available + 0.01 for line in lines)
    assert "".join("".join(lines).split()) == "".join(clean(said).split())


BLOCKS = st.lists(
    st.one_of(
        st.builds(Line, text=st.integers(0, 900).map(lambda n: "parola " * n)),
        st.builds(Heading, text=st.just("Capo"), level=st.integers(1, 3)),
        st.builds(
            Pair,
            left=st.integers(0, 500).map(lambda n: "uno " * n),
            right=st.integers(0, 500).map(lambda n: "два " * n),
            level=st.integers(0, 2),
        ),
        st.builds(
            lambda rows, long: Table(
                caption="t",
                columns=(Column(heading="a"), Column(heading="b")),
                rows=(("cella " * long, "x"),) * rows,
            ),
            st.integers(0, 30),
            st.integers(0, 700),
        ),
    ),
    max_size=6,
)


@settings(deadline=None, max_examples=60)
@given(BLOCKS)
def test_pages_hold_every_line_once_within_their_room(blocks):
    content = document(*blocks)

    laid_out = pages(content, A4)

    placed = [one for page in laid_out for one in page]
    assert all(one.y + one.strip.height <= A4.room + 0.01 for one in placed)
    words = [
        word
        for one in placed
        if not one.strip.repeated
        for piece in one.strip.pieces
        for line in piece.lines
        for word in line.split()
    ]
    assert words.count("parola") == _count(blocks, "parola")
    assert words.count("cella") == _count(blocks, "cella")
    assert words.count("два") == _count(blocks, "два")


@settings(deadline=None, max_examples=60)
@given(BLOCKS)
def test_strips_of_a_page_do_not_overlap(blocks):
    for page in pages(document(*blocks), A4):
        for above, below in pairwise(page):
            assert above.y + above.strip.height <= below.y + 0.01


def _count(blocks, word):
    return sum(block.model_dump_json().split().count(word) for block in blocks) + sum(
        block.model_dump_json().count(f'"{word} ') for block in blocks
    )
