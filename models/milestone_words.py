"""Names of the steps of a session, and why one moved, in three languages."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from models.calendar_words import EN, IT, RU, Language, placed, span_in, spoken
from models.milestones import Milestone, MilestoneName, Move, MoveReason

_NAMES: Final[Mapping[MilestoneName, tuple[str, str, str]]] = MappingProxyType(
    {
        MilestoneName.COLLECTION: (
            "apertura della raccolta",
            "начало сбора предложений",
            "opening of the collection",
        ),
        MilestoneName.LAST_PROPOSALS: (
            "ultimo giorno per le proposte",
            "последний день подачи предложений",
            "last day for proposals",
        ),
        MilestoneName.COMPLETENESS: (
            "verifica della completezza",
            "проверка комплектности",
            "check of completeness",
        ),
        MilestoneName.VALIDATION: ("validazione", "экспертиза", "validation"),
        MilestoneName.DISSEMINATION: (
            "invio agli enti",
            "рассылка организациям",
            "dissemination",
        ),
        MilestoneName.REMINDER_1: (
            "primo promemoria",
            "первое напоминание",
            "first reminder",
        ),
        MilestoneName.LAST_QUESTIONS: (
            "ultimo giorno per le domande",
            "последний день вопросов",
            "last day for questions",
        ),
        MilestoneName.ANSWERS: (
            "risposte a tutti",
            "ответы всем",
            "answers to all",
        ),
        MilestoneName.REMINDER_2: (
            "secondo promemoria",
            "второе напоминание",
            "second reminder",
        ),
        MilestoneName.INTEREST: (
            "termine per le manifestazioni di interesse",
            "срок выражения интереса",
            "deadline for expressions of interest",
        ),
        MilestoneName.GRACE: (
            "fine della tolleranza",
            "конец льготного срока",
            "end of grace",
        ),
        MilestoneName.ADHESION_WALL: (
            "termine ultimo di adesione",
            "предельный срок заявок на участие",
            "adhesion deadline",
        ),
        MilestoneName.COUNTERPARTS: (
            "elenco delle controparti",
            "список контрагентов",
            "list of counterparts",
        ),
        MilestoneName.DECLARATIONS: (
            "dichiarazioni di cofinanziamento",
            "заявления о софинансировании",
            "co-financing declarations",
        ),
        MilestoneName.COFINANCING_CHECK: (
            "verifica provvisoria del cofinanziamento",
            "предварительная проверка софинансирования",
            "provisional co-financing check",
        ),
        MilestoneName.AGENDA_FREEZE: (
            "chiusura dell'ordine del giorno",
            "утверждение повестки",
            "agenda frozen",
        ),
        MilestoneName.DOCUMENTS: (
            "invio dei documenti",
            "рассылка документов",
            "documents sent",
        ),
        MilestoneName.PROTOCOL: (
            "distribuzione del protocollo",
            "рассылка протокола",
            "protocol distributed",
        ),
        MilestoneName.FOLLOW_UP_1: (
            "prima verifica dei seguiti",
            "первая проверка исполнения",
            "first follow-up",
        ),
        MilestoneName.FOLLOW_UP_2: (
            "seconda verifica dei seguiti",
            "вторая проверка исполнения",
            "second follow-up",
        ),
        MilestoneName.FOLLOW_UP_3: (
            "terza verifica dei seguiti",
            "третья проверка исполнения",
            "third follow-up",
        ),
        MilestoneName.FOLLOW_UP_4: (
            "quarta verifica dei seguiti",
            "четвёртая проверка исполнения",
            "fourth follow-up",
        ),
    }
)

_COLUMN: Final = MappingProxyType({IT: 0, RU: 1, EN: 2})

_WHY: Final = MappingProxyType(
    {
        (IT, MoveReason.CROSSING): "spostata {before} {after}: non precede «{other}»",
        (IT, MoveReason.CLOSED): "spostata {before} {after}: chiusura {closed} ({why})",
        (IT, MoveReason.AHEAD): "anticipata {before} {after}: viene prima di «{other}»",
        (RU, MoveReason.CROSSING): "перенос {before} {after}: не раньше, чем «{other}»",
        (RU, MoveReason.CLOSED): "перенос {before} {after}: закрытие {closed} ({why})",
        (RU, MoveReason.AHEAD): "перенос {before} {after}: не позже, чем «{other}»",
        (EN, MoveReason.CROSSING): "moved {before} {after}: never before “{other}”",
        (EN, MoveReason.CLOSED): "moved {before} {after}: closed {closed} ({why})",
        (EN, MoveReason.AHEAD): "moved {before} {after}: has to precede “{other}”",
    }
)


def name_of(name: MilestoneName, language: str) -> str:
    """What a step is called on a screen or in a letter."""
    return _NAMES[name][_COLUMN[spoken(language)]]


def why_moved(milestone: Milestone, language: str) -> str:
    """Every move of a step and its reason; nothing for one that stands as counted."""
    tongue = spoken(language)
    return "; ".join(_told(move, tongue) for move in milestone.moved_because)


def _told(move: Move, language: Language) -> str:
    closed = move.blackout
    return _WHY[language, move.reason].format(
        before=placed(language, "from", move.before, year=move.after.year),
        after=placed(language, "onto", move.after),
        other=name_of(move.other, language) if move.other else "",
        closed=span_in(language, closed.first, closed.last) if closed else "",
        why=closed.why if closed else "",
    )
