"""The verbs of the procedure, put together: for the worker, and for a rehearsal."""

from dataclasses import dataclass

from activities.adhesion_watch import AdhesionActivities
from activities.agenda import AgendaActivities
from activities.arrangement import ArrangementActivities
from activities.choice import ChoiceActivities
from activities.clocks import ClockActivities
from activities.cofinancing import CofinancingActivities
from activities.collection import CollectionActivities
from activities.deadlines import Terms
from activities.dissemination import DisseminationActivities
from activities.effects import EffectRunner
from activities.extension import ExtensionActivities
from activities.interest import InterestActivities
from activities.late_answers import LateAnswerActivities
from activities.ports import ScreeningList
from activities.presentation import PresentationActivities
from activities.programme_watch import ProgrammeActivities
from activities.questions import QuestionActivities
from activities.reservation import MoneyActivities
from activities.round_letters import RoundLetterActivities
from activities.session import SessionActivities
from activities.session_move import SessionMoveActivities
from activities.session_plan import SessionPlanner
from activities.sitting import SittingActivities
from activities.validation import ValidationActivities
from activities.writing import LetterWriter
from models.rule_book import RuleBook


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
    choice: ChoiceActivities
    late_answers: LateAnswerActivities
    cofinancing: CofinancingActivities
    money: MoneyActivities
    agenda: AgendaActivities
    arrangement: ArrangementActivities
    session: SessionActivities
    session_move: SessionMoveActivities
    sitting: SittingActivities
    presentation: PresentationActivities
    programme: ProgrammeActivities
    adhesions: AdhesionActivities


def verbs(
    effects: EffectRunner,
    *,
    writer: LetterWriter,
    terms: Terms,
    planner: SessionPlanner,
    screening: ScreeningList,
    book: RuleBook,
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
        choice=ChoiceActivities(effects=effects),
        late_answers=LateAnswerActivities(effects=effects, writer=writer),
        cofinancing=CofinancingActivities(effects=effects, terms=terms, book=book),
        money=MoneyActivities(effects=effects, terms=terms),
        agenda=AgendaActivities(effects=effects, writer=writer),
        arrangement=ArrangementActivities(effects=effects, writer=writer),
        session=SessionActivities(effects=effects, terms=terms, planner=planner),
        session_move=SessionMoveActivities(
            effects=effects, writer=writer, terms=terms, planner=planner
        ),
        sitting=SittingActivities(effects=effects),
        presentation=PresentationActivities(
            effects=effects, writer=writer, terms=terms
        ),
        programme=ProgrammeActivities(effects=effects, terms=terms),
        adhesions=AdhesionActivities(effects=effects),
    )
