import pytest

from mail.reading import read
from models.message import BounceReason, ReadingKind
from tests.mail.bounce_samples import SAMPLES, A

NOT_FINAL = (BounceReason.FULL, BounceReason.POLICY)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.system)
def test_failure_of_each_mail_system_is_understood(sample):
    found = read(sample.raw())

    assert found.kind is ReadingKind.BOUNCE
    assert tuple(one.address for one in found.bounced) == sample.addresses
    (first, *_) = found.bounced
    assert (first.status, first.reason) == (sample.status, sample.reason)
    assert first.permanent is (
        sample.status.startswith("5.") and first.reason not in NOT_FINAL
    )


@pytest.mark.parametrize(
    "sample",
    [one for one in SAMPLES if one.returned != "-"],
    ids=lambda sample: sample.system,
)
def test_failure_names_the_letter_it_returns(sample):
    assert read(sample.raw()).original_message_ids == ("<l7.case@desk.example>",)


def test_each_address_has_its_own_reason():
    (sample,) = (one for one in SAMPLES if one.system == "qmail-two")

    found = {
        one.address: (one.status, one.reason) for one in read(sample.raw()).bounced
    }

    assert found == {
        A: ("5.1.1", BounceReason.ADDRESS),
        "sindaco@body.example": ("5.2.2", BounceReason.FULL),
    }
