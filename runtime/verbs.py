"""The verbs of the procedure, put together: for the worker, and for a rehearsal."""

from dataclasses import dataclass

from activities.agenda import AgendaActivities
from activities.clocks import ClockActivities
from activities.cofinancing import CofinancingActivities
from activities.collection import CollectionActivities
from activities.deadlines import Terms
from activities.dissemination import DisseminationActivities
from activities.effects import EffectRunner
from activities.extension import ExtensionActivities
from activities.interest import InterestActivities
from activities.ports import ScreeningList
from activities.presentation import PresentationActivities
from activities.questions import QuestionActivities
from activities.round_letters import RoundLetterActivities
from activities.session import SessionActivities
from activities.session_move import SessionMoveActivities
from activities.session_plan import SessionPlanner
from activities.sitting import SittingActivities
from activities.validation import ValidationActivities
from activities.writing import LetterWriter


@dataclass(frozen=True)
class Verbs:
    """Every effect on a proposal or a session, noun by noun."""

    collection: CollectionActivities
    validation: ValidationActivities
    dissemination: DisseminationActivities
    round_letters: RoundLetterActivities
    clocks: ClockActivities
    extension: ExtensionActivities
    questions: QuestionActivities
    interest: InterestActivities
    cofinancing: CofinancingActivities
    agenda: AgendaActivities
    session: SessionActivities
    session_move: SessionMoveActivities
    sitting: SittingActivities
    presentation: PresentationActivities


def verbs(
    effects: EffectRunner,
    *,
    writer: LetterWriter,
    terms: Terms,
    planner: SessionPlanner,
    screening: ScreeningList,
) -> Verbs:
    return Verbs(
        collection=CollectionActivities(
            effects=effects, writer=writer, terms=terms, screening=screening
        ),
        validation=ValidationActivities(effects=effects, writer=writer, terms=terms),
        dissemination=DisseminationActivities(
            effects=effects, writer=writer, terms=terms
        ),
        round_letters=RoundLetterActivities(effects=effects, writer=writer),
        clocks=ClockActivities(effects=effects),
        extension=ExtensionActivities(effects=effects, terms=terms),
        questions=QuestionActivities(effects=effects, writer=writer, terms=terms),
        interest=InterestActivities(effects=effects, writer=writer, terms=terms),
        cofinancing=CofinancingActivities(effects=effects, terms=terms),
        agenda=AgendaActivities(effects=effects, writer=writer),
        session=SessionActivities(effects=effects, terms=terms, planner=planner),
        session_move=SessionMoveActivities(
            effects=effects, writer=writer, terms=terms, planner=planner
        ),
        sitting=SittingActivities(effects=effects),
        presentation=PresentationActivities(
            effects=effects, writer=writer, terms=terms
        ),
    )
