"""One change of a record over XML-RPC in its steps, and a fault at any of them: for the tests of all kinds of faults."""

from __future__ import annotations

from typing import Any, Iterator, NamedTuple

from case import FIRST, MAIL, SECOND, THIRD, WRITES, SystemTest, a
from program import Program


class Step(NamedTuple):
    place: int  # in the flow, from 0
    method: str
    skip: int  # calls of the same method that come before it

    def __str__(self) -> str:
        return f"{self.place} {self.method}"


class StepTest(SystemTest):
    """Moves 'home' between addresses that a command tells, so that all that happens happens with Gandi."""

    def knowing(self, **config: Any) -> Program:
        """It has changed the record once, and so knows the zone."""
        self.gandi_has({"1001": [MAIL, a("home", THIRD), a("other", "8.8.4.4")]})
        program = self.program(**config)
        program.say_address(FIRST)
        return program

    def steps(self, program: Program) -> list[Step]:
        """Of a change in which all goes well; the flow is the daemon's own business."""
        program.say_address(SECOND)
        self.sandbox.clear_log()
        program.round()
        self.assertEqual(self.address_of("home"), SECOND)
        calls = self.calls()
        steps = [Step(place, call, calls[:place].count(call)) for place, call in enumerate(calls)]
        self.assertEqual([call for call in calls if call in WRITES],
                         ["domain.zone.version.new", "domain.zone.record.update", "domain.zone.version.set"])
        return steps

    @staticmethod
    def needed(steps: list[Step]) -> list[Step]:
        """Those whose failure ends the change: the list of versions is a help and no more."""
        return [step for step in steps if not step.method.endswith("version.list")]

    @staticmethod
    def place_of(steps: list[Step], method: str) -> int:
        return next(step.place for step in steps if step.method.endswith(method))

    def moves(self) -> Iterator[str]:
        """The next address, again and again."""
        while True:
            yield from (FIRST, SECOND)

    def assert_only(self, address: str, before: dict[str, Any], *, new: bool) -> None:
        """Served is the address, and the zone has the versions from before, with or without a new one that is live."""
        self.assertEqual(self.address_of("home"), address)
        self.assertEqual(self.address_of("other"), "8.8.4.4")
        self.assertEqual(self.served()[("@", "MX")], [MAIL["value"]])
        now = self.versions()
        self.assertEqual({number: now.get(number) for number in before}, before, "the old versions")
        self.assertEqual(len(now) - len(before), 1 if new else 0, "new versions")
        if new:
            self.assertNotIn(str(self.active_version()), before)

    def assert_not_deleted_if(self, is_live: bool) -> None:
        """Nobody knows whether Gandi refuses to delete the version that is live: it must not even be tried."""
        if is_live:
            self.assertNotIn("domain.zone.version.delete", self.calls())

    def hit(self, step: Step, **fault: Any) -> None:
        """The next call that is this step has the fault, and no other."""
        self.sandbox.clear_faults()
        self.sandbox.clear_log()
        self.sandbox.fault(step.method, skip=step.skip, **fault)
