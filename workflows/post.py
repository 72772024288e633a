"""The post office: wakes when a letter is written or due again, and never ends."""

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from activities.letters import LetterActivities, SendDue
    from models.acts import PostShard
    from workflows.deadline import Deadline
    from workflows.options import MAIL


@workflow.defn(name="PostOfficeWorkflow")
class PostOfficeWorkflow:
    def __init__(self) -> None:
        self._poked = False

    @workflow.run
    async def run(self, post: PostShard) -> None:
        deadline = Deadline()
        while not workflow.info().is_continue_as_new_suggested():
            self._poked = False
            posted = await workflow.execute_activity_method(
                LetterActivities.send_due, SendDue(at=workflow.now()), **MAIL
            )
            if posted.more:
                continue
            deadline.move(posted.next_due)
            await deadline.wait(lambda: self._poked)
        await workflow.wait_condition(workflow.all_handlers_finished)
        workflow.continue_as_new(post)

    @workflow.signal(name="poke")
    def poke(self) -> None:
        self._poked = True
