import pytest

from mail.matching import match
from models.message import Match, Reading, ReadingKind

CODE = "IT-RU/2007-2009/XV/LIP/0007"
OUR_LETTER = "<l7.case@desk.example>"


def matched(
    reading: Reading | None = None,
    *,
    verified=(),
    known=None,
    by_code=None,
    by_sender=(),
) -> Match:
    return match(
        reading or Reading(kind=ReadingKind.REPLY),
        verified=verified,
        known=known or {},
        by_code=by_code or {},
        by_sender=by_sender,
    )


def reply(**fields: object) -> Reading:
    return Reading.model_validate({"kind": "reply", **fields})


def test_signed_token_is_strong_and_first():
    reading = reply(references=(OUR_LETTER,), codes=(CODE,))

    found = matched(
        reading,
        verified=(4,),
        known={OUR_LETTER: 5},
        by_code={CODE: (6,)},
        by_sender=(7,),
    )

    assert found == Match(conversation=4, strength="strong", key="token")


def test_same_token_twice_is_one_conversation():
    assert matched(verified=(4, 4)).conversation == 4


@pytest.mark.parametrize("key", [OUR_LETTER, OUR_LETTER.strip("<>")])
def test_answered_letter_is_strong(key):
    reading = reply(references=("<other@x.example>", OUR_LETTER))

    found = matched(reading, known={key: 5}, by_sender=(7,))

    assert found == Match(conversation=5, strength="strong", key="message_id")


def test_returned_letter_tells_the_conversation_of_a_bounce():
    reading = Reading(kind=ReadingKind.BOUNCE, original_message_ids=(OUR_LETTER,))

    found = matched(reading, known={OUR_LETTER: 5})

    assert found == Match(conversation=5, strength="strong", key="message_id")


def test_code_and_sender_that_agree_are_medium():
    found = matched(reply(codes=(CODE,)), by_code={CODE: (5, 6)}, by_sender=(6, 9))

    assert found == Match(conversation=6, strength="medium", key="code")


def test_code_from_a_stranger_is_only_a_guess():
    alone = matched(reply(codes=(CODE,)), by_code={CODE: (6, 5)})
    elsewhere = matched(reply(codes=(CODE,)), by_code={CODE: (6,)}, by_sender=(9,))

    assert alone == Match(guesses=(5, 6))
    assert elsewhere == Match(guesses=(6, 9))


def test_sender_alone_is_weak():
    found = matched(by_sender=(7,))

    assert found == Match(conversation=7, strength="weak", key="sender")


@pytest.mark.parametrize(
    ("keys", "guesses"),
    [
        ({"verified": (4, 5)}, (4, 5)),
        ({"known": {OUR_LETTER: 5, "<b@desk.example>": 6}}, (5, 6)),
        ({"by_code": {CODE: (5, 6)}, "by_sender": (6, 5)}, (6, 5)),
        ({"by_sender": (8, 9)}, (8, 9)),
    ],
)
def test_two_conversations_on_one_rung_are_left_to_a_person(keys, guesses):
    reading = reply(references=(OUR_LETTER, "<b@desk.example>"), codes=(CODE,))

    assert matched(reading, **keys) == Match(guesses=guesses)


def test_nothing_known_is_no_match():
    assert matched(reply(references=("<x@y.example>",), codes=(CODE,))) == Match()
