"""What an officer can have done about names: of bodies, of proposers, of successors."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import TypeVar, cast

from pydantic import TypeAdapter, ValidationError

from activities.deadlines import Terms
from activities.effects import Done, EffectRunner
from activities.proposer_rename import (
    ProposerRenamed,
    ProposerRenaming,
    RenameProposer,
)
from activities.renaming import BodyRenaming, RenameBody, Renamed
from activities.screening import ListsInUse
from activities.succession import BodySuccession, SucceedBody, Succeeded
from activities.unit_of_work import Units
from activities.writing import LetterWriter
from models.body import Body
from models.body_history import FormerName, as_of
from models.errors import DomainError
from models.foreseen import Foreseen
from models.ids import Actor, BodyCode, PaperId
from models.officer import officer
from models.proposal_parts import Address
from models.reference_number import case_named
from runtime.errands import new_act
from runtime.rehearsal import Rehearsal, rehearse

R = TypeVar("R", bound=Done)
_ADDRESS: TypeAdapter[str] = TypeAdapter(Address)
_LONGEST_NAME = 300


class BodyDesk:
    """Each act is one transaction; with `foresee` it is rehearsed and taken back."""

    def __init__(  # noqa: PLR0913  (what the acts need)
        self,
        *,
        units: Units,
        effects: EffectRunner | None,
        writer: LetterWriter,
        terms: Terms,
        lists: ListsInUse,
        actor: str,
        now: datetime,
    ) -> None:
        self._units = units
        self._effects = effects
        self._writer = writer
        self._terms = terms
        self._lists = lists
        self._actor: Actor = officer(actor)
        self._now = now
        self.foreseen: Foreseen | None = None

    async def rename(
        self,
        code: str,
        reason: str,
        *,
        name: str | None = None,
        email: str | None = None,
        second_email: str | None = None,
    ) -> Renamed:
        """A body is called or reached otherwise from now on."""
        request = RenameBody(
            key=f"body/{code}/rename/{new_act()}",
            at=self._now,
            actor=self._actor,
            reason=await self._because(reason),
            body=BodyCode(code),
            name=_name(name) if name else None,
            email=_address(email) if email else None,
            second_email=_address(second_email) if second_email else None,
        )
        return await self._act(
            Renamed,
            lambda effects: BodyRenaming(effects=effects, writer=self._writer).rename(
                request
            ),
        )

    async def succeed(self, code: str, successor: str, reason: str) -> Succeeded:
        """A body takes the place of another in everything that is open."""
        request = SucceedBody(
            key=f"body/{code}/succeed/{successor}",
            at=self._now,
            actor=self._actor,
            reason=await self._because(reason),
            body=BodyCode(code),
            successor=BodyCode(successor),
        )
        return await self._act(
            Succeeded,
            lambda effects: BodySuccession(
                effects=effects, writer=self._writer
            ).succeed(request),
        )

    async def rename_proposer(
        self, ref: str, name: str, reason: str, *, email: str | None = None
    ) -> ProposerRenamed:
        """The proposer of a proposal, and of its other open ones, has another name."""
        request = RenameProposer(
            key=f"proposer/{ref}/rename/{new_act()}",
            at=self._now,
            actor=self._actor,
            reason=await self._because(reason),
            case=case_named(ref),
            name=_name(name),
            email=_address(email) if email else None,
        )
        return await self._act(
            ProposerRenamed,
            lambda effects: ProposerRenaming(
                effects=effects,
                writer=self._writer,
                terms=self._terms,
                lists=self._lists,
            ).rename(request),
        )

    async def names(
        self, code: str, *, at: datetime | None = None
    ) -> tuple[Body, Sequence[FormerName]]:
        """A body as of an instant, and every name it had."""
        async with self._units.read() as unit:
            body = await unit.bodies.get(BodyCode(code))
            former = await unit.former_names.of(body.code)
        return (as_of(body, former, at) if at else body), former

    async def _act(
        self, result: type[R], work: Callable[[EffectRunner], Awaitable[R]]
    ) -> R:
        """Done, or, without effects, only rehearsed: `foreseen` says what it would."""
        if self._effects is not None:
            return await work(self._effects)
        found: list[R] = []

        async def scenes(rehearsal: Rehearsal) -> None:
            done = await work(cast("EffectRunner", rehearsal))
            rehearsal.remark(getattr(done, "remarks", ()))
            found.append(done)

        self.foreseen = await rehearse(self._units, scenes)
        return result.model_validate(found[0].model_dump())

    async def _because(self, reason: str) -> PaperId:
        if not reason.strip():
            raise DomainError("Names change for a reason: give --reason.")
        async with self._units.write() as unit:
            return await unit.papers.put(reason.encode())


def _name(given: str) -> str:
    name = " ".join(given.split())
    if not 1 < len(name) <= _LONGEST_NAME:
        raise DomainError(
            f"A name has 2 to {_LONGEST_NAME} characters: correct --name."
        )
    return name


def _address(given: str) -> str:
    try:
        return _ADDRESS.validate_python(given.strip())
    except ValidationError as error:
        raise DomainError(
            f"{given!r} is no e-mail address: write it as office@body.example."
        ) from error
