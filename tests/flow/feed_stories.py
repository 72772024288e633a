"""A receiver of every act: it fails, takes some, and wants no more."""

from models.ids import Actor, feed_workflow_id, register_stream
from models.webhook import PAUSES, Webhook
from runtime.telling import Bell
from runtime.webhook_desk import ShownWebhook, WebhookDesk
from runtime.webhook_keys import WebhookKeys
from tests.flow.house import CORRIDOR, House
from tests.flow.receiver import SECRET, TAKEN, receiver, says
from tests.flow.wait import until

NAME = "w1"
STREAM = register_stream("webhook", NAME)


def desk(here: House) -> WebhookDesk:
    return WebhookDesk(
        units=here.wired.units,
        keys=WebhookKeys(here.wired.settings.folder),
        actor=Actor("secretariat:o1"),
        named=lambda: NAME,
    )


async def entered(here: House, url: str) -> Webhook:
    return (await desk(here).add(url, SECRET, now=await here.now())).webhook


async def act(here: House) -> None:
    """One more act on record."""
    await here.register.keep_corridor(CORRIDOR, now=await here.now())


async def ring(here: House) -> None:
    """As the worker's bell does, every second."""
    await Bell(here.wired.units, here.wired.peers, here.now).ring()


async def shown(here: House) -> ShownWebhook:
    [one] = await desk(here).all()
    return one


async def failures(here: House) -> int:
    return (await shown(here)).place.attempts


async def state(here: House) -> str:
    return (await shown(here)).webhook.state.value


async def ended(here: House) -> bool:
    described = await here.wired.client.get_workflow_handle(
        feed_workflow_id(NAME)
    ).describe()
    return described.close_time is not None


async def followed_outside(here: House) -> str:
    """It fails once, takes the act, and answers the next one that it is gone."""
    async with receiver() as there:
        there.answers = [says(500), TAKEN, says(410)]
        await entered(here, there.url)
        await ring(here)
        await until(failures, here, want=1)
        await here.sleep(PAUSES[0])
        await until(there.count, want=1)
        await act(here)
        await ring(here)
        await until(state, here, want="paused")
        await until(ended, here, want=True)
    return feed_workflow_id(NAME)
