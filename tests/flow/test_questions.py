"""A question of one body: anonymous, answered once, the same to all (method X7)."""

import json
from datetime import timedelta

import pytest

from models.question import QuestionState
from runtime.errands import RefusedError
from tests.flow.house import House, house
from tests.flow.stories import disseminated
from tests.flow.wait import until

ASKER = "accordi@it-57.example"
OTHER = "accordi@it-34.example"
ENGLISH = "accordi@it-45.example"
TEXT = {
    "question": {"it": "Sono ammesse le spese di viaggio?", "en": "Is travel paid?"},
    "answer": {"it": "Sì, fino alla metà.", "en": "Yes, up to one half."},
}


@pytest.fixture
async def here(tmp_path):
    async with house(tmp_path) as opened:
        yield await opened.furnish()


async def asked(here: House) -> str:
    ref = await disseminated(here)
    letter = await here.letter(ASKER)
    await here.reply(letter, "Sono ammesse le spese di viaggio dei nostri esperti?\n")
    await until(states, here, ref, ["asked"])
    return ref


async def states(here: House, ref: str) -> list[str]:
    async with here.wired.units.read() as unit:
        return [one.state.value for one in await unit.questions.of(here.case_id(ref))]


async def answer(
    here: House,
    ref: str,
    text: dict[str, dict[str, str]] | None = None,
    state: QuestionState = QuestionState.ANSWERED,
    reason: str = "",
) -> None:
    paper = json.dumps(text).encode() if text else b""
    await here.o1.answer_question(ref, 1, state, text=paper, reason=reason)


def body_of(letter) -> str:
    return str(letter.get_body(("plain",)).get_content())


async def test_x7_answer_goes_to_every_body_and_names_nobody(here):
    ref = await asked(here)

    await answer(here, ref, TEXT)

    letters = [
        await here.letter(ASKER, 3),  # after the receipt of the question
        await here.letter(OTHER, 2),
        await here.letter(ENGLISH, 2),
    ]
    italian, english = TEXT["answer"]["it"], TEXT["answer"]["en"]
    texts = [body_of(letter) for letter in letters]
    assert [italian in text for text in texts] == [True, True, False]
    assert english in texts[2]
    assert "IT-57" not in "".join(texts[1:])
    assert await states(here, ref) == ["answered"]
    assert "question.answered" in await here.kinds(ref)
    assert await here.open_tasks(here.stream(ref)) == []


async def test_who_only_asked_may_still_answer(here):
    ref = await asked(here)
    await answer(here, ref, TEXT)

    await here.reply(await here.letter(ASKER, 3), "Siamo interessati.\n")

    await until(here.answers, ref, {"IT-57": "interested"})


async def test_x7_private_answer_goes_to_the_asker_alone(here):
    ref = await asked(here)

    await answer(
        here,
        ref,
        {"question": {"it": "Viaggi?"}, "answer": {"it": "Per Voi sì."}},
        QuestionState.PRIVATE,
        "It concerns their own convention.",
    )

    assert "Per Voi sì." in body_of(await here.letter(ASKER, 3))
    await here.nothing_waits()
    assert len(here.letters(OTHER)) == 1


async def test_x7_refused_question_is_told_with_its_reason(here):
    ref = await asked(here)

    await answer(here, ref, None, QuestionState.REFUSED, "Confidential until signature")

    assert "Confidential until signature" in body_of(await here.letter(ASKER, 3))
    assert await states(here, ref) == ["refused"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ({"question": {"it": "a"}, "answer": {"it": "b"}}, "missing in en"),
        (
            {"question": TEXT["question"], "answer": {"it": "a\n\nb", "en": "c"}},
            "same paragraphs",
        ),
        (
            {
                "question": {"it": "La Regione IT-57 chiede dei viaggi", "en": "x"},
                "answer": TEXT["answer"],
            },
            "names Regione IT-57",
        ),
        (
            {
                "question": TEXT["question"],
                "answer": {"it": "Scrivete a rossi@ente.example", "en": "x"},
            },
            "holds the address",
        ),
        ({"question": {"it": " "}, "answer": {"it": "b"}}, "is empty"),
        ({"answer": {"it": "b"}}, "question is missing; add it"),
    ],
)
async def test_bad_answer_is_refused_and_changes_nothing(here, text, words):
    ref = await asked(here)
    before = await here.kinds(ref)

    with pytest.raises(RefusedError, match=words):
        await answer(here, ref, text)

    assert await states(here, ref) == ["asked"]
    assert await here.kinds(ref) == before
    assert len(here.letters(OTHER)) == 1


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (QuestionState.ANSWERED, "An answer has its words"),
        (QuestionState.PRIVATE, "An answer has its words"),
        (QuestionState.ASKED, "is asked already"),
    ],
)
async def test_act_without_an_answer_is_refused(here, state, words):
    ref = await asked(here)

    with pytest.raises(RefusedError, match=words):
        await answer(here, ref, None, state, "Said by phone")

    assert await states(here, ref) == ["asked"]


async def test_x7_question_is_answered_once(here):
    ref = await asked(here)
    await answer(here, ref, TEXT)

    with pytest.raises(RefusedError, match="answered once"):
        await answer(here, ref, TEXT)


async def test_x7_answer_comes_in_time_or_the_deadline_moves_for_all(here):
    ref = await asked(here)
    case = await here.case(ref)
    assert case.due_at is not None
    await here.sleep(case.due_at - await here.now() - timedelta(days=3))

    with pytest.raises(RefusedError, match="Move the deadline for all first"):
        await answer(here, ref, TEXT)
    await here.extend(ref, 21)
    await answer(here, ref, TEXT)

    assert await states(here, ref) == ["answered"]


async def test_private_answer_needs_a_reason(here):
    ref = await asked(here)

    with pytest.raises(RefusedError, match="needs its reason"):
        await answer(here, ref, TEXT, QuestionState.PRIVATE)
