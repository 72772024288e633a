"""Search attributes: codes only, for operators; the desk reads SQL."""

from temporalio import workflow
from temporalio.common import SearchAttributeKey

with workflow.unsafe.imports_passed_through():
    from models.acts import ProposalOpened
    from models.case import Phase
    from models.ids import SessionId

PHASE = SearchAttributeKey.for_keyword("StaffettaPhase")
CORRIDOR = SearchAttributeKey.for_keyword("StaffettaCorridor")
SESSION = SearchAttributeKey.for_keyword("StaffettaSession")
REGION = SearchAttributeKey.for_keyword("StaffettaRegion")
SECTORS = SearchAttributeKey.for_keyword_list("StaffettaSectors")

KEYWORDS = (PHASE, CORRIDOR, SESSION, REGION)
KEYWORD_LISTS = (SECTORS,)


def show_opened(opened: ProposalOpened) -> None:
    """The codes of a proposal, with its first stage: one upsert."""
    workflow.upsert_search_attributes(
        [
            CORRIDOR.value_set(opened.corridor),
            SESSION.value_set(opened.session),
            REGION.value_set(opened.region),
            SECTORS.value_set(list(opened.sectors)),
            PHASE.value_set(Phase.SCREENING),
        ]
    )


def show_session(session: SessionId) -> None:
    """Where it is to be presented now: it moves when carried over."""
    workflow.upsert_search_attributes([SESSION.value_set(session)])


def show_phase(phase: Phase) -> None:
    workflow.upsert_search_attributes([PHASE.value_set(phase)])
