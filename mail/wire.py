"""What SMTP and LMTP do to bytes on the wire (RFC 5321), and undo."""

import asyncio
import re

from aiosmtpd.smtp import SMTP

LARGEST_MESSAGE = 35 * 1024 * 1024
END = b".\r\n"
_END_MARK = b"\r\n.\r\n"
_ATOM = "[A-Za-z0-9+=_-]+"
_PLAIN = re.compile(
    rf"<({_ATOM}(?:\.{_ATOM})*@{_ATOM}(?:\.{_ATOM})*)>(?: ([A-Za-z0-9=_ -]*))?"
)
"""Nearly every address, and what may follow it."""
_TOO_LARGE = "552 5.3.4 The message is larger than 35 MB"


def stuffed(raw: bytes) -> bytes:
    """A message as DATA carries it, without the end mark."""
    ended = raw if raw.endswith(b"\r\n") else raw + b"\r\n"
    return (b"\r\n" + ended).replace(b"\r\n.", b"\r\n..")[2:]


def envelope_address(address: str | None) -> str:
    """An address of the envelope as text; the null sender is empty."""
    raw = (address or "").encode("utf-8", "surrogateescape")
    return raw.decode("utf-8", "replace").removeprefix("<").removesuffix(">")


class WholeMessage(SMTP):
    """Reads DATA at once: fast, exact, and without a limit on the length of lines.

    Real mail has lines far beyond 998 characters; refusing them as the RFC allows
    loses mail. The handler's `handle_DATA` returns one line per reply it owes.
    """

    line_length_limit = LARGEST_MESSAGE + 4

    async def smtp_DATA(self, arg: str | None) -> None:  # noqa: N802
        if self.envelope is None or not self.envelope.rcpt_tos or arg:
            await self.push("503 5.5.1 Name a recipient before DATA")
            return
        await self.push("354 End the message with a dot on a line of its own")
        raw = await self._message()
        if raw is None:
            status = "\r\n".join([_TOO_LARGE] * self.replies_owed())
        else:
            self.envelope.content = self.envelope.original_content = raw
            status = await self._call_handler_hook("DATA")
        self._set_post_data_state()  # type: ignore[no-untyped-call]
        await self.push(status)

    def replies_owed(self) -> int:
        return 1

    def _getaddr(self, arg: str) -> tuple[str | None, str | None]:
        """The stdlib's parser of header lines takes longer than the rest of a mail."""
        plain = _PLAIN.fullmatch(arg)
        if plain is None or self.local_part_limit:
            found: tuple[str | None, str | None] = super()._getaddr(arg)
            return found
        return plain[1], plain[2] or ""

    async def _message(self) -> bytes | None:
        reader, fits = self._reader, True
        # The line end of the command itself may begin the end mark: put it back.
        reader._buffer[:0] = b"\r\n"  # type: ignore[attr-defined]  # noqa: SLF001
        while True:
            try:
                raw = await reader.readuntil(_END_MARK)
            except asyncio.LimitOverrunError as error:
                fits = False
                await reader.read(error.consumed)
                continue
            if not fits:
                return None
            return raw[: -len(END)].replace(b"\r\n.", b"\r\n")[2:]
