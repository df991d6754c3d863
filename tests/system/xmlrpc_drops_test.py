"""Whatever step of a change a fault hits, no half of it goes live and none of it stays behind."""

import unittest

from case import FIRST, SECOND, MAIL, a
from xmlrpc_steps import StepTest

CARRIED_OUT = {"drop after", "truncated"}

FAULTS = {
    "drop before": {"drop": "before"},
    "drop after": {"drop": "after"},
    "truncated": {"truncate": 60},
}


class Drops(StepTest):
    def hit_every_step(self, name):
        program = self.knowing()
        program.start()
        program.wait_for_round()
        steps = self.steps(program)
        activation = self.place_of(steps, "version.set")
        old = SECOND
        for step, address in zip(steps, self.moves()):
            with self.subTest(fault=name, step=str(step)):
                program.say_address(address)
                before = self.versions()
                self.hit(step, **FAULTS[name])
                status = program.round()
                self.assertEqual(self.sandbox.state()["faults"], [], "the fault has happened")
                is_read_back = step.place == activation and name in CARRIED_OUT
                is_live = step.place > activation or is_read_back
                self.assertRegex(status, f"^{address} in 1 record$" if is_read_back else
                                 "cannot update 'home.example.com': ")
                self.assert_only(address if is_live else old, before, new=is_live)
                self.assert_not_deleted_if(is_live)
                self.assertEqual(program.round(), f"{address} in 1 record")
                self.assert_only(address, before, new=True)
                old = address

    def test_a_connection_that_breaks_before_the_call_is_carried_out(self):
        self.hit_every_step("drop before")

    def test_a_connection_that_breaks_after_the_call_was_carried_out(self):
        self.hit_every_step("drop after")

    def test_an_answer_that_is_cut_off(self):
        self.hit_every_step("truncated")


class OtherWriters(StepTest):
    """Another program changes the zone while we do."""

    def test_what_it_made_live_before_we_did_stays_live_and_we_go_on_from_there(self):
        program = self.knowing()
        program.start()
        program.wait_for_round()
        steps = self.steps(program)
        drafted, activation = self.place_of(steps, "version.new"), self.place_of(steps, "version.set")
        old = SECOND
        for step, address in zip(steps[drafted + 1 : activation], self.moves()):
            with self.subTest(str(step)):
                program.say_address(address)
                theirs = a("theirs", f"8.8.8.{step.place}")
                self.hit(step, write={"zone_id": 1001, "set": [theirs]})
                before = self.versions()
                self.assertIn("not updated: the zone was changed by somebody else meanwhile", program.round())
                self.assertEqual((self.address_of("theirs"), self.address_of("home")), (theirs["value"], old))
                self.assertEqual(len(self.versions()), len(before) + 1, "theirs and not ours")
                program.round()
                self.assertEqual((self.address_of("theirs"), self.address_of("home")), (theirs["value"], address))
                old = address

    def test_a_version_that_it_has_not_made_live_is_left_alone(self):
        program = self.knowing()
        program.start()
        program.wait_for_round()
        program.say_address(SECOND)
        before = self.versions()
        theirs = {"zone_id": 1001, "set": [a("theirs", "8.8.8.8")], "activate": False}
        self.sandbox.fault("domain.zone.version.new", write=theirs, drop="after")
        self.assertIn("cannot update", program.round())
        self.assertEqual(len(self.versions()), len(before) + 1, "theirs and not ours")
        newest = max(self.versions(), key=int)
        self.assertIn("8.8.8.8", [each["value"] for each in self.versions()[newest]])

    def test_an_old_version_that_it_makes_live_again_is_not_deleted(self):
        program = self.knowing()
        program.start()
        program.wait_for_round()
        program.say_address(SECOND)
        self.sandbox.fault("domain.zone.version.set", fault=581042)
        before = self.versions()
        self.assertIn("somebody else", program.round())
        self.assertEqual(self.versions(), before)


class NothingHelps(StepTest):
    def test_a_version_that_cannot_be_deleted_is_named(self):
        self.gandi_has({"1001": [MAIL, a("home", SECOND)]})
        program = self.program()
        program.say_address(FIRST)
        self.sandbox.fault("domain.zone.record.update", status=500)
        self.sandbox.fault("domain.zone.version.delete", times=0, status=500)
        said = self.update(program, expect=75)
        self.assertIn("version 2 of the zone is left over, delete it at Gandi", said)
        self.assertEqual((self.active_version(), self.address_of("home")), (1, SECOND))

    def test_a_write_that_is_accepted_and_not_carried_out_is_no_success(self):
        self.gandi_has({"1001": [MAIL, a("home", SECOND)]})
        program = self.program()
        program.say_address(FIRST)
        self.sandbox.fault("domain.zone.version.set", body="<?xml version='1.0'?><methodResponse><params><param><value>"
                           "<boolean>1</boolean></value></param></params></methodResponse>")
        said = self.update(program, expect=75)
        self.assertIn("could not confirm", said)
        self.assertEqual(self.address_of("home"), SECOND)
        self.assertIn(f"changed from {SECOND} to {FIRST}", self.update(program))

    def test_an_edit_that_gandi_forgets_never_goes_live(self):
        self.gandi_has({"1001": [MAIL, a("home", SECOND)]})
        program = self.program()
        program.say_address(FIRST)
        self.sandbox.fault("domain.zone.record.update", body="<?xml version='1.0'?><methodResponse><params><param>"
                           "<value><array><data/></array></value></param></params></methodResponse>")
        before = self.versions()
        self.assertIn("could not confirm", self.update(program, expect=75))
        self.assertEqual(self.versions(), before)


if __name__ == "__main__":
    unittest.main()
