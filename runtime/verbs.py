"""The verbs of the procedure, put together: for the worker, and for a rehearsal."""

from dataclasses import dataclass

from activities.adhesion_watch import AdhesionActivities
from activities.agenda import AgendaActivities
from activities.agenda_screening import AgendaScreeningActivities
from activities.arrangement import ArrangementActivities
from activities.calendar_adoption import CalendarActivities
from activities.choice import ChoiceActivities
from activities.clocks import ClockActivities
from activities.cofinancing import CofinancingActivities
from activities.collection import CollectionActivities
from activities.comparison import Comparison
from activities.completion import CompletionActivities
from activities.deadlines import Terms
from activities.dissemination import DisseminationActivities
from activities.duplicates import DuplicateActivities
from activities.effects import EffectRunner
from activities.extension import ExtensionActivities
from activities.follow_up import FollowUpActivities
from activities.interest import InterestActivities
from activities.late_answers import LateAnswerActivities
from activities.message_ruling import MessageRulingActivities
from activities.opinions import OpinionActivities
from activities.ports import ScreeningList
from activities.presentation import PresentationActivities
from activities.programme_watch import ProgrammeActivities
from activities.questions import QuestionActivities
from activities.recovery import RecoveryActivities
from activities.rescreening import ScreeningActivities
from activities.reservation import MoneyActivities
from activities.round_letters import RoundLetterActivities
from activities.ruling import StandstillActivities
from activities.screening import ListsInUse
from activities.session import SessionActivities
from activities.session_cancel import SessionCancelActivities
from activities.session_format import FormatActivities
from activities.session_move import SessionMoveActivities
from activities.session_plan import SessionPlanner
from activities.session_recovery import SessionRecoveryActivities
from activities.sitting import SittingActivities
from activities.text_correction import TextActivities
from activities.validation import ValidationActivities
from activities.writing import LetterWriter
from models.rule_book import RuleBook


@dataclass(frozen=True)
class Verbs:
    """Every effect on a proposal or a session, noun by noun."""

    screening: ScreeningActivities
    standstill: StandstillActivities
    opinions: OpinionActivities
    duplicates: DuplicateActivities
    collection: CollectionActivities
    validation: ValidationActivities
    dissemination: DisseminationActivities
    round_letters: RoundLetterActivities
    clocks: ClockActivities
    texts: TextActivities
    calendars: CalendarActivities
    completion: CompletionActivities
    extension: ExtensionActivities
    questions: QuestionActivities
    interest: InterestActivities
    message_ruling: MessageRulingActivities
    choice: ChoiceActivities
    late_answers: LateAnswerActivities
    cofinancing: CofinancingActivities
    money: MoneyActivities
    agenda: AgendaActivities
    agenda_screening: AgendaScreeningActivities
    arrangement: ArrangementActivities
    format: FormatActivities
    session: SessionActivities
    session_move: SessionMoveActivities
    session_cancel: SessionCancelActivities
    sitting: SittingActivities
    presentation: PresentationActivities
    follow_ups: FollowUpActivities
    programme: ProgrammeActivities
    adhesions: AdhesionActivities
    recovery: RecoveryActivities
    session_recovery: SessionRecoveryActivities


def verbs(
    effects: EffectRunner,
    *,
    writer: LetterWriter,
    terms: Terms,
    planner: SessionPlanner,
    screening: ScreeningList,
    book: RuleBook,
) -> Verbs:
    lists = ListsInUse(screening)
    comparison = Comparison(terms=terms, lists=lists)
    return Verbs(
        screening=ScreeningActivities(effects=effects, comparison=comparison),
        standstill=StandstillActivities(effects=effects, writer=writer, terms=terms),
        opinions=OpinionActivities(effects=effects),
        duplicates=DuplicateActivities(effects=effects),
        collection=CollectionActivities(
            effects=effects, writer=writer, terms=terms, lists=lists
        ),
        validation=ValidationActivities(effects=effects, writer=writer, terms=terms),
        dissemination=DisseminationActivities(
            effects=effects, writer=writer, terms=terms
        ),
        round_letters=RoundLetterActivities(effects=effects, writer=writer),
        clocks=ClockActivities(effects=effects),
        calendars=CalendarActivities(effects=effects, writer=writer, terms=terms),
        completion=CompletionActivities(effects=effects, writer=writer),
        texts=TextActivities(effects=effects, writer=writer, terms=terms, lists=lists),
        extension=ExtensionActivities(effects=effects, terms=terms),
        questions=QuestionActivities(effects=effects, writer=writer, terms=terms),
        interest=InterestActivities(effects=effects, writer=writer, terms=terms),
        message_ruling=MessageRulingActivities(effects=effects, writer=writer),
        choice=ChoiceActivities(effects=effects),
        late_answers=LateAnswerActivities(effects=effects, writer=writer),
        cofinancing=CofinancingActivities(effects=effects, terms=terms, book=book),
        money=MoneyActivities(effects=effects, terms=terms),
        agenda=AgendaActivities(effects=effects, writer=writer),
        agenda_screening=AgendaScreeningActivities(
            effects=effects, writer=writer, comparison=comparison
        ),
        arrangement=ArrangementActivities(effects=effects, writer=writer),
        format=FormatActivities(effects=effects, writer=writer, terms=terms),
        session=SessionActivities(effects=effects, terms=terms, planner=planner),
        session_move=SessionMoveActivities(
            effects=effects, writer=writer, terms=terms, planner=planner
        ),
        session_cancel=SessionCancelActivities(
            effects=effects, writer=writer, terms=terms, planner=planner
        ),
        sitting=SittingActivities(effects=effects),
        presentation=PresentationActivities(
            effects=effects, writer=writer, terms=terms
        ),
        follow_ups=FollowUpActivities(effects=effects, writer=writer),
        programme=ProgrammeActivities(effects=effects, terms=terms),
        adhesions=AdhesionActivities(effects=effects),
        recovery=RecoveryActivities(effects=effects, terms=terms),
        session_recovery=SessionRecoveryActivities(effects=effects, planner=planner),
    )
