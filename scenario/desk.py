"""The desk of the scenario: whatever waits for a person, a person decides."""

import json
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import NamedTuple

from activities.opinions import SECOND
from models.acts import CofinancingChoice, Ruling
from models.case import Case, Phase
from models.ids import PROPOSER, BodyCode, MessageHash
from models.message import ActKind
from models.question import Answering, QuestionState
from models.session import SessionState
from models.task import Task, TaskKind
from runtime.errands import RefusedError
from runtime.register import NOTED, Register
from scenario.office import Officer, Reviewers
from scenario.record import Record
from scenario.words import YES, Words

_MESSAGES = frozenset({TaskKind.UNCLEAR_MESSAGE, TaskKind.UNMATCHED_MESSAGE})
_CHOICES = (
    *(CofinancingChoice.GO_WITHOUT, CofinancingChoice.WAIT),
    *(CofinancingChoice.ACCEPT_PARTIAL, CofinancingChoice.CLOSE),
)
_CENTS = 100
_ADMITTING = frozenset(
    {Phase.CHOICE, Phase.COFINANCING, Phase.WAITING_LIST, Phase.READY}
)
_TEXTS = Answering(
    question={
        "it": "Quale superficie è disponibile per le prove?",
        "ru": "Какая площадь предоставляется для испытаний?",
        "en": "Which area is available for the trials?",
    },
    answer={
        "it": "Due ettari, allacciati alla rete.",
        "ru": "Два гектара, подключённые к сети.",
        "en": "Two hectares, connected to the grid.",
    },
)
_ANSWERING = _TEXTS.model_dump_json().encode()


class Found(NamedTuple):
    task: Task
    case: Case
    now: datetime


class Desk:
    """`o1` keeps the register, `o2` decides on money, `o3` keeps the law."""

    def __init__(
        self,
        record: Record,
        reviewers: Reviewers,
        words: Words,
        officer: Officer,
        register: Register,
    ) -> None:
        self.decided = 0
        self._record = record
        self._reviewers = reviewers
        self._words = words
        self._register = register
        self._o1, self._o2 = officer("secretariat:o1"), officer("secretariat:o2")
        self._o3 = officer("compliance:o3")
        self._left: set[str] = set()
        self._short: Counter[str] = Counter()
        self._ways: dict[TaskKind, Callable[[Found], Awaitable[None]]] = {
            TaskKind.SCREENING: self._block,
            TaskKind.CHOICE_DUE: self._choose,
            TaskKind.SHORT_OF_MONEY: self._find_money,
            TaskKind.QUESTION: self._answer_question,
            TaskKind.LATE_ANSWER: self._admit,
            TaskKind.ITEM_UNCLEAR: self._ask_by_phone,
        }

    async def work(self, now: datetime) -> bool:
        """Decide what can be decided; whether there was anything."""
        tasks = await self._record.tasks()
        waiting = [one for one in tasks if one.task not in self._left]
        if waiting:
            await self._record.look()
        for task in waiting:
            await self._decide(task, now)
        return bool(waiting)

    async def _decide(self, task: Task, now: datetime) -> None:
        self.decided += 1
        self._left.add(task.task)
        if task.kind in _MESSAGES:
            await self._read(task)
            return
        way, case = self._ways.get(task.kind), self._record.case_of(task.stream)
        if way is not None and case is not None:
            await way(Found(task, case, now))
        elif task.kind in NOTED:
            await self._noted(task, now)

    async def _noted(self, task: Task, now: datetime) -> None:
        await self._register.deal_with(task.task, "visto", now=now)

    async def _block(self, found: Found) -> None:
        """Two people must say the same of a hit."""
        officer = self._o2 if f"/{SECOND}#" in found.task.task else self._o3
        why = "la società è quella della lista"
        await officer.resolve(found.task.stream, Ruling.BLOCK, why)

    async def _choose(self, found: Found) -> None:
        bodies = await self._record.interested(found.case.case)
        chosen = bodies[found.case.score % len(bodies)]
        await self._o1.choose(found.case.ref, chosen, "lettera del proponente")

    async def _find_money(self, found: Found) -> None:
        """Asked again about the same proposal, they find another way."""
        if found.case.phase is Phase.WAITING_LIST:
            return
        ref = found.case.ref
        number = self._reviewers.by_ref[ref].number + self._short[ref]
        self._short[ref] += 1
        choice = _CHOICES[number % len(_CHOICES)]
        why = "d'intesa con l'ente"
        try:
            await self._o2.cofinance(ref, choice, why)
        except RefusedError:  # of nothing no part can be accepted
            await self._o2.cofinance(ref, CofinancingChoice.WAIT, why)

    async def _answer_question(self, found: Found) -> None:
        """To all while there is time to use the answer; else to nobody."""
        ref = found.case.ref
        if found.case.phase is not Phase.OPEN:
            await self._noted(found.task, found.now)
            return
        number = int(_about(found.task))
        try:
            await self._o1.answer_question(
                ref, number, QuestionState.ANSWERED, text=_ANSWERING
            )
        except RefusedError:
            why = "non resta il tempo per usare la risposta"
            await self._o1.answer_question(
                ref, number, QuestionState.REFUSED, reason=why
            )

    async def _admit(self, found: Found) -> None:
        """A late yes is taken in until the agenda is frozen."""
        body = BodyCode(_about(found.task))
        said = self._words.of(body, found.case.ref)
        session = await self._record.session(found.case.session)
        if (
            said.act in YES
            and found.case.phase in _ADMITTING
            and session.state is SessionState.COLLECTING
        ):
            why = "la PEC era ferma al protocollo"
            await self._o1.admit_late(found.case.ref, body, why)
        else:
            await self._noted(found.task, found.now)

    async def _ask_by_phone(self, found: Found) -> None:
        """The body says what it meant; after the round it is too late for that."""
        body = BodyCode(_about(found.task))
        if found.case.phase is Phase.OPEN:
            await self._enter(found.case.ref, body)
        await self._noted(found.task, found.now)

    async def _enter(self, ref: str, body: BodyCode) -> None:
        said = self._words.of(body, ref)
        await self._o1.answer(
            ref,
            body,
            said.act or ActKind.DECLINED,
            reason="l'ente ha precisato per telefono",
            contribution=said.contribution * _CENTS or None,
        )

    async def _read(self, task: Task) -> None:
        """A person reads what the rules could not: a form, or a word by phone."""
        message = MessageHash(task.stream.removeprefix("message/"))
        thread = await self._record.thread_of(message)
        case = self._record.case_of(f"proposal/{thread.case}") if thread else None
        if thread is None or case is None:
            await self._o1.file_message(message, reason="non pertinente")
        elif thread.party == PROPOSER:
            await self._take_form(case)
            await self._o1.file_message(message, reason="la scheda è stata presa")
        else:
            body = BodyCode(thread.party)
            said = self._words.of(body, case.ref)
            await self._o1.file_message(
                message,
                reason="l'ente ha precisato per telefono",
                ref=case.ref,
                body=body,
                kind=said.act or ActKind.DECLINED,
                contribution=said.contribution * _CENTS or None,
            )

    async def _take_form(self, case: Case) -> None:
        if case.phase is not Phase.RETURNED:
            return
        form = json.loads(self._reviewers.by_ref[case.ref].content)
        complete = form | {"attachments": ["supply_contract_ru.pdf"]}
        content = json.dumps(complete).encode()
        await self._o1.revise(case.ref, content, "lettera del proponente")


def _about(task: Task) -> str:
    """What a task is about: `stream/kind/about#when`."""
    return task.task.partition("#")[0].rpartition("/")[2]
