"""The sums of the silence matrix: every body beside every session."""

from collections.abc import Iterator

from models.ids import BodyCode, SessionId
from models.report_scope import ReportFrame
from models.round import DeliveryState
from models.silence_matrix import SilenceLine, SilenceSums
from store.reports import SumsRecord


def silence_sums(record: SumsRecord, frame: ReportFrame) -> SilenceSums:
    return SilenceSums(frame=frame, lines=tuple(_lines(record)))


def _lines(record: SumsRecord) -> Iterator[SilenceLine]:
    """The proposals of each session, counted by what became of them at each body."""
    found: dict[tuple[BodyCode, SessionId], dict[DeliveryState, int]] = {}
    for one in record.fates:
        found.setdefault((one.body, one.session), {})[one.fate] = one.deliveries
    for body in record.bodies:
        for session in record.sessions:
            fates = found.get((body.code, session.session), {})
            yield SilenceLine(
                body=body.code,
                name=body.name,
                session=session.roman,
                not_disseminated=session.proposals - session.disseminated,
                not_addressed=session.disseminated - sum(fates.values()),
                by_state=fates,
            )
