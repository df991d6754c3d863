"""What may be a secret beside the credential is shown nowhere: the arguments of a command, the query of a provider's URL."""

import unittest
from pathlib import Path

from case import FIRST, SECOND, SystemTest

SESAME = "open-Sesame_81"


class Discreet(SystemTest):
    def assert_nowhere(self, program):
        commands = (["status"], ["status", "--json"], ["status", "--prometheus"], ["update", "--dry-run"], ["test"])
        places = {" ".join(command): [program.run(*command).stdout] for command in commands}
        places["files"] = [path.read_text() for name in ("state", "status")
                           for path in Path(program.folder.name).rglob(name + ".json")]
        program.stop()
        places |= {"log": program.log.drain(), "what the service manager hears": program.notify.drain()}
        for place, texts in places.items():
            with self.subTest(place):
                self.assertTrue(texts or place == "files", "there is something to be searched")
                self.assertNotIn(SESAME, "\n".join(texts))

    def test_the_arguments_of_a_command(self):
        for line in (f"echo {FIRST} # --password {SESAME}", f"echo {SESAME} >&2; echo {FIRST}", f"cat {SESAME}"):
            with self.subTest(line):
                program = self.program(command=line)
                program.start("--log-level", "debug")
                program.wait_for_round()
                program.configure(command=line + " x")
                program.reload()
                program.wait_for_round()
                self.assert_nowhere(program)

    def test_the_query_of_a_providers_url(self):
        program = self.program()
        program.use_providers([{"url": f"{provider['url']}?key={SESAME}", "operator": provider["operator"]}
                               for provider in self.sandbox.providers[:4]])
        program.start("--log-level", "debug")
        self.assertEqual(program.wait_for_round(), f"{FIRST} in 1 record")
        self.sandbox.world(ipv4=SECOND)
        self.sandbox.provider("*", kind="reset")
        program.round()
        program.use_providers([{"url": f"{provider['url']}?key={SESAME}2", "operator": provider["operator"]}
                               for provider in self.sandbox.providers[:3]])
        program.reload()
        program.wait_for_round()
        self.assert_nowhere(program)

    def test_providers_that_differ_in_the_query_are_two(self):
        program = self.program(quorum=2)
        url = self.sandbox.providers[0]["url"]
        program.use_providers([{"url": f"{url}?{number}", "operator": f"operator {number}"} for number in (1, 2)])
        _, report = program.run_json("test")
        self.assertEqual(sorted(answer["source"] for answer in report["detections"][0]["answers"]), [url, url + " (2)"])


if __name__ == "__main__":
    unittest.main()
