"""Hands one letter to the mail server, and says which of four things came of it."""

import asyncio
import ssl
from time import monotonic
from types import TracebackType
from typing import Self

from mail.envelope import commands
from mail.line import NETWORK, Line, OutOfTurnError, Patience
from mail.lmtp import Reply
from mail.login import Login
from mail.refusals import NO_ANSWER, Phase, unanswered, verdict
from mail.server_url import ServerUrl
from mail.wire import END, stuffed
from models.delivery_errors import (
    LetterDeferredError,
    LetterDoubtfulError,
    LetterRejectedError,
)
from models.letter import Dispatch

LETTERS_PER_CONNECTION = 100
SECONDS_PER_CONNECTION = 300.0
_START = 354
_FAILED = 400
_DOT = END.removesuffix(b"\r\n")


class SmtpMailer:
    """One persistent connection; letters queue for it.

    `timeout` shortens the patience of RFC 5321, step by step; `tls` is for servers
    with a certificate of their own making.
    """

    def __init__(
        self,
        url: str,
        timeout: float = 600,
        *,
        letters_per_connection: int = LETTERS_PER_CONNECTION,
        seconds_per_connection: float = SECONDS_PER_CONNECTION,
        name: str = "localhost",
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._patience = Patience().at_most(timeout)
        self._login = Login(ServerUrl.of(url), self._patience, name=name, tls=tls)
        self._most_letters = letters_per_connection
        self._most_seconds = seconds_per_connection
        self._line: Line | None = None
        self._opened_at = 0.0
        self._letters = 0
        self._one_at_a_time = asyncio.Lock()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        async with self._one_at_a_time:
            await self._leave()

    async def send(self, dispatch: Dispatch) -> str:
        """Send one letter to one recipient; returns the server's final reply.

        Raises:
            LetterDeferredError: 4xx, or the network before the final dot: again later.
            ServerAwayError: the same, for every letter: nobody answers, or not now.
            ServerRefusedError: our server refuses us, whatever the letter.
            LetterRejectedError: 5xx to this letter, with whose fault it is.
            LetterDoubtfulError: no answer, or no clear one, after the final dot.
        """
        async with self._one_at_a_time:
            try:
                reply = await self._transfer(dispatch)
            except (LetterRejectedError, LetterDeferredError) as refusal:
                await self._start_over(refusal.code)
                raise
            except BaseException:  # also a cancelled send: the line is mid-sentence
                self._hang_up()
                raise
            self._letters += 1
            return f"{reply.code} {reply.text}"

    async def _transfer(self, dispatch: Dispatch) -> Reply:
        line = await self._addressed(dispatch)
        try:
            await line.pour(stuffed(dispatch.raw), self._patience.block)
        except NETWORK as error:
            self._hang_up()
            raise await self._interrupted(line, error) from error
        try:
            reply = await line.ask(_DOT, self._patience.dot)
            contradicted = await self._contradicted(line)
        except NETWORK as error:
            raise LetterDoubtfulError(
                "The mail server did not answer after the end of the letter."
            ) from error
        if reply.taken and not contradicted:
            return reply
        if contradicted or reply.code < _FAILED:
            raise LetterDoubtfulError(
                "The mail server's answer to the end of the letter is not clear."
            )
        raise verdict(reply, Phase.DOT)

    async def _addressed(self, dispatch: Dispatch) -> Line:
        """A line that waits for the letter's text.

        An idle line that turns out dead costs no attempt: once more from the start.
        """
        used = self._line
        line = await self._connected()
        try:
            await self._envelope(line, dispatch)
        except NETWORK as error:
            self._hang_up()
            if line is used and not isinstance(error, TimeoutError):
                return await self._addressed(dispatch)
            raise unanswered(error) from error
        except LetterDeferredError as refusal:
            if line is used and refusal.code == NO_ANSWER:
                self._hang_up()
                return await self._addressed(dispatch)
            raise
        return line

    async def _connected(self) -> Line:
        if self._line is not None and self._worn_out():
            await self._leave()
        if self._line is not None and (
            self._line.unread or not self._line.is_connected
        ):
            self._hang_up()
        if self._line is None:
            self._line = await self._login.line()
            self._opened_at = monotonic()
            self._letters = 0
        return self._line

    def _worn_out(self) -> bool:
        old = monotonic() - self._opened_at >= self._most_seconds
        return old or self._letters >= self._most_letters

    async def _envelope(self, line: Line, dispatch: Dispatch) -> None:
        """MAIL, RCPT and DATA; in one breath where the server allows it (RFC 2920)."""
        mail, rcpt = commands(dispatch, line.offers)
        steps = [(mail, Phase.SENDER), (rcpt, Phase.RECIPIENT), (b"DATA", Phase.DATA)]
        together = "PIPELINING" in line.offers
        if together:
            line.say(*(command for command, _ in steps))
        while steps:
            command, phase = steps.pop(0)
            reply = await self._reply(line, phase, b"" if together else command)
            if reply.code == _START if phase is Phase.DATA else reply.taken:
                continue
            if together and reply.code != NO_ANSWER:
                await self._hear_out(line, [phase for _, phase in steps])
            raise verdict(reply, phase)

    async def _hear_out(self, line: Line, phases: list[Phase]) -> None:
        """The answers to what was said in the same breath as a refused command."""
        try:
            for phase in phases:
                reply = await self._reply(line, phase, b"")
                if reply.code == _START:
                    raise OutOfTurnError("It waits for a text, and there is none")
        except NETWORK:
            self._hang_up()

    async def _reply(self, line: Line, phase: Phase, command: bytes) -> Reply:
        patience = self._patience
        within = patience.data if phase is Phase.DATA else patience.answer
        return await (line.ask(command, within) if command else line.reply(within))

    async def _interrupted(
        self, line: Line, error: Exception
    ) -> LetterDeferredError | LetterRejectedError:
        """The letter was broken off; what the server said of it, if it did."""
        if line.unread:
            try:
                reply = await line.reply(1)
            except NETWORK:
                return unanswered(error)
            if reply.code >= _FAILED:
                return verdict(reply, Phase.DATA)
        return unanswered(error)

    async def _contradicted(self, line: Line) -> bool:
        """Two answers to one letter: none counts, unless the second is a goodbye."""
        return line.unread > 0 and (await line.reply(1)).code != NO_ANSWER

    async def _start_over(self, code: int) -> None:
        """Make the line ready for another letter, or give it up."""
        if self._line is None:
            return
        ready = False
        try:
            if code != NO_ANSWER:
                reset = await self._line.ask(b"RSET", self._patience.answer)
                ready = reset.taken
        except NETWORK:
            pass
        finally:
            if not ready:
                self._hang_up()

    async def _leave(self) -> None:
        """Say goodbye; whatever happens then has no bearing on any letter."""
        line = self._line
        if line is None:
            return
        try:
            await line.ask(b"QUIT", self._patience.goodbye)
        except NETWORK:
            pass
        finally:
            self._hang_up()

    def _hang_up(self) -> None:
        if self._line is not None:
            self._line.close()
        self._line = None
