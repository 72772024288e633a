"""What is unusual about a session just opened: said, never forbidden."""

from cli.command import run, screen
from models.event import EventKind
from models.ids import SessionId, session_workflow_id
from runtime.client import Access


def tell_unusual(session: SessionId) -> None:
    """Print what its opening remarked on the rhythm, the order and the host."""

    async def work(opened: Access) -> list[str]:
        async with opened.units.read() as unit:
            events = await unit.events.of(session_workflow_id(session))
        kept = [one for one in events if one.kind is EventKind.SESSION_OPENED]
        remarks = kept[-1].body.get("remarks") if kept else None
        return [str(one) for one in remarks] if isinstance(remarks, list) else []

    for remark in run(work):
        screen().print(f"Note: {remark}")
