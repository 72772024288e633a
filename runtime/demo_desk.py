"""The desk of the demonstration: whatever waits for a person, a person decides."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping

from activities.opinions import SECOND
from models.acts import Ruling
from models.case import Case, Phase
from models.ids import PROPOSER, BodyCode, MessageHash, proposal_workflow_id
from models.task import Task, TaskKind
from runtime.client import Access
from runtime.demo_cast import Attitude, Cast
from runtime.demo_script import Part
from runtime.demo_watch import Watch, insist
from runtime.office import Office

_MESSAGES = frozenset({TaskKind.UNCLEAR_MESSAGE, TaskKind.UNMATCHED_MESSAGE})


class Desk:
    """`o1` registers, `o2` validates and decides on money, `o3` keeps the law."""

    def __init__(
        self, access: Access, office: Callable[[str], Office], cast: Cast, watch: Watch
    ) -> None:
        self.o1 = office("secretariat:o1")
        self.o2 = office("secretariat:o2")
        self.o3 = office("compliance:o3")
        self._access = access
        self._cast = cast
        self._watch = watch

    async def serve(self, parts: Mapping[str, Part]) -> None:
        """Decide every task once, as the script has it; never returns."""
        taken: dict[str, asyncio.Task[None]] = {}
        try:
            while True:
                await self._watch.next_look()
                for task in self._watch.tasks:
                    if task.task not in taken:
                        deciding = asyncio.create_task(self._decide(task, parts))
                        taken[task.task] = deciding
                for deciding in taken.values():
                    if deciding.done():
                        deciding.result()
        finally:
            for deciding in taken.values():
                deciding.cancel()

    async def _decide(self, task: Task, parts: Mapping[str, Part]) -> None:
        if task.kind in _MESSAGES:
            await self._read(task, parts)
            return
        case = self._case(task.stream)
        if case is None or case.ref not in parts:
            return
        part = parts[case.ref]
        if task.kind is TaskKind.SCREENING:
            why = "la società è quella della lista"
            officer = self.o2 if f"/{SECOND}#" in task.task else self.o3
            await self._do(
                task, lambda: officer.resolve(task.stream, Ruling.BLOCK, why)
            )
        elif task.kind is TaskKind.CHOICE_DUE:
            await self._choose(task, case, part)
        elif task.kind is TaskKind.SHORT_OF_MONEY:
            why = "d'intesa con l'ente e con il proponente"
            await self._do(task, lambda: self.o2.cofinance(case.ref, part.money, why))

    async def _do(self, task: Task, act: Callable[[], Awaitable[object]]) -> None:
        await insist(act, sensible=lambda: self._watch.waits(task.task))

    async def _choose(self, task: Task, case: Case, part: Part) -> None:
        async with self._access.units.read() as unit:
            interested = [one.body for one in await unit.interests.of(case.case)]
        body = part.chosen if part.chosen in interested else interested[0]
        why = "lettera del proponente"
        await self._do(task, lambda: self.o1.choose(case.ref, body or "", why))

    async def _read(self, task: Task, parts: Mapping[str, Part]) -> None:
        """A person reads what the rules could not: a form, or a word by phone."""
        message = MessageHash(task.stream.removeprefix("message/"))
        async with self._access.units.read() as unit:
            found = await unit.messages.get(message)
            number = found.conversation
            thread = await unit.conversations.find(number) if number else None
        case = self._case(f"proposal/{thread.case}") if thread else None
        if thread is None or case is None:
            why = "non pertinente"
            await self._do(task, lambda: self.o1.file_message(message, reason=why))
            return
        if thread.party == PROPOSER:
            await self._take_form(case, parts[case.ref])
            why = "la scheda è stata presa"
            await self._do(task, lambda: self.o1.file_message(message, reason=why))
            return
        body = BodyCode(thread.party)
        said = self._cast.attitudes.get((case.ref, body), Attitude())
        await self._do(
            task,
            lambda: self.o1.file_message(
                message,
                reason="l'ente ha precisato per telefono",
                ref=case.ref,
                body=body,
                kind=said.act,
            ),
        )

    async def _take_form(self, case: Case, part: Part) -> None:
        form = part.form | {"attachments": ["supply_contract_ru.pdf"]}
        content = json.dumps(form).encode()
        why = "lettera del proponente"
        await insist(
            lambda: self.o1.revise(case.ref, content, why),
            sensible=lambda: self._watch.is_in(case.ref, {Phase.RETURNED}),
        )

    def _case(self, stream: str) -> Case | None:
        for case in self._watch.cases.values():
            if proposal_workflow_id(case.case) == stream:
                return case
        return None
