"""What of a refused act may stand on record."""

from models.ids import Actor
from models.refusal import Wanted, words_in


def test_words_somebody_typed_are_taken_out_of_the_sentence() -> None:
    given = {"ref": "Anna Rossi", "language": "it", "until": "2027-03-01", "n": 3}
    wanted = Wanted(
        actor=Actor("secretariat:o1"), act="withdraw", asked={}, words=words_in(given)
    )

    said = wanted.without_words("There is no proposal 'anna rossi'; list names it.")

    assert wanted.words == ("Anna Rossi",)
    assert said == "There is no proposal '…'; list names it."
