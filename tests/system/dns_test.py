"""Our address by DNS questions, asked of a real name server: one vote, which confirms and never decides."""

import socket
import unittest

from case import FIRST, FIRST6, LIE, SECOND, SystemTest, a
from unbound import Unbound

SUBNETS = [f'big.example.com. TXT "edns0-client-subnet 8.8.{number}.0/24"' for number in range(20)]
RECORDS = [
    f"myip.example.com. A {FIRST}",
    f"myip.example.com. AAAA {FIRST6}",
    f'myip.example.com. TXT "{FIRST}"',
    f"lie.example.com. A {LIE}",
    f"two.example.com. A {FIRST}",
    f"two.example.com. A {SECOND}",
    "router.example.com. A 10.0.0.1",
    f'google.example.com. TXT "{FIRST}"',
    'google.example.com. TXT "edns0-client-subnet 8.8.8.0/24"',
    'words.example.com. TXT "who knows"',
    f'halves.example.com. TXT "{FIRST[:6]}" "{FIRST[6:]}"',
    f'big.example.com. TXT "{FIRST}"',
    *SUBNETS,
]


class DnsTest(SystemTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.server = cls.enterClassContext(Unbound(RECORDS, identity=FIRST))

    def setUp(self):
        super().setUp()
        self.server.questions()

    def question(self, name, rrtype="A", *servers, **more):
        question = {"name": name, "type": rrtype, "servers": list(servers) or [f"127.0.0.1:{self.server.port}"], **more}
        return {"dns": question, "operator": "example"}

    def with_questions(self, *questions, webs=12, **config):
        """Asks some of the sandbox's providers and these questions."""
        program = self.program(**config)
        listed = [{"url": p["url"], "operator": p["operator"]} for p in self.sandbox.providers[:webs]]
        program.use_providers({"providers": [*listed, *questions]})
        return program

    def answers(self, *questions, family="ipv4", **config):
        """What `test` shows of each question: an address, or why there is none."""
        families = {"ipv4": family == "ipv4", "ipv6": family == "ipv6"}
        program = self.with_questions(*questions, **(families | config))
        code, document = program.run_json("test")
        self.assertEqual(code, 0)
        answers = document["detections"][0]["answers"]
        return {answer["source"]: answer.get("address") or answer["failure"]["detail"]
                for answer in answers if answer["source"].startswith("dns ")}


class Answers(DnsTest):
    def test_every_kind_of_question_is_answered(self):
        questions = [self.question("myip.example.com"), self.question("myip.example.com", "TXT"),
                     self.question("google.example.com", "TXT"),
                     self.question("id.server", "TXT", **{"class": "CHAOS"})]
        self.assertEqual(self.answers(*questions), {
            "dns myip.example.com A (example)": FIRST,
            "dns myip.example.com TXT (example)": FIRST,
            "dns google.example.com TXT (example)": FIRST,
            "dns id.server CHAOS TXT (example)": FIRST,
        })

    def test_an_answer_too_long_for_udp_comes_over_tcp(self):
        self.assertEqual(self.answers(self.question("big.example.com", "TXT")),
                         {"dns big.example.com TXT (example)": FIRST})
        self.assertEqual(self.server.questions(over="tcp"), 1)

    def test_the_servers_of_the_family_are_asked(self):
        both = [f"127.0.0.1:{self.server.port}", f"[::1]:{self.server.port}"]
        questions = [self.question("myip.example.com", "AAAA", both[1]), self.question("words.example.com", "TXT", *both)]
        self.assertEqual(self.answers(*questions, family="ipv6"), {
            "dns myip.example.com AAAA (example)": FIRST6,
            "dns words.example.com TXT (example)": "not an address but 'who knows'",
        })
        self.assertEqual(self.server.questions(over="ipv6"), 2)
        self.answers(*questions)
        self.assertEqual((self.server.questions(), self.server.questions(over="ipv6")), (1, 0))

    def test_every_way_to_fail_is_told_in_words(self):
        server = f"name server 127.0.0.1:{self.server.port}"
        ways = {
            ("nowhere.example.com", "A"): f"{server} says that 'nowhere.example.com' does not exist (NXDOMAIN)",
            ("google.example.com", "A"): f"{server} has no A record of 'google.example.com'",
            ("www.example.org", "A"): f"{server} failed to find an answer (SERVFAIL)",
            ("www.example.net", "A"): f"{server} refused to answer (REFUSED)",
            ("two.example.com", "A"): "2 records instead of one: '81.2.69.1",
            ("halves.example.com", "TXT"): "2 records instead of one: '81.2.6, 9.142'",
            ("words.example.com", "TXT"): "not an address but 'who knows'",
            ("router.example.com", "A"): "10.0.0.1 is not a public address: it is private (RFC 1918); does a router "
                                         "on the way answer DNS questions itself?",
        }
        answers = self.answers(*(self.question(*way) for way in ways))
        for (name, rrtype), sentence in ways.items():
            with self.subTest(name):
                self.assertIn(sentence, answers[f"dns {name} {rrtype} (example)"])

    def test_a_server_that_is_silent_or_not_there_is_followed_by_the_next(self):
        good = f"127.0.0.1:{self.server.port}"
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as hung:
            hung.bind(("127.0.0.1", 0))
            silent = f"127.0.0.1:{hung.getsockname()[1]}"
            answers = self.answers(self.question("myip.example.com", "A", "127.0.0.1:1", silent, good),
                                   self.question("two.example.com", "A", silent, "127.0.0.1:1"),
                                   self.question("lie.example.com", "A", silent), timeout="2s")
        self.assertEqual(answers["dns myip.example.com A (example)"], FIRST)
        self.assertEqual(answers["dns lie.example.com A (example)"], f"name server {silent} does not answer")
        self.assertIn("does not answer", answers["dns two.example.com A (example)"])


class Votes(DnsTest):
    def setUp(self):
        super().setUp()
        self.gandi_has({"1001": [a("home", SECOND)]})

    def test_a_question_can_be_the_vote_that_was_missing(self):
        said = self.update(self.with_questions(self.question("myip.example.com"), webs=2))
        self.assertEqual(self.address_of("home"), FIRST, said)
        self.assertEqual(self.server.questions(), 1)

    def test_many_questions_are_one_vote(self):
        questions = [self.question("myip.example.com"), self.question("myip.example.com", "TXT"),
                     self.question("google.example.com", "TXT")]
        said = self.update(self.with_questions(*questions, webs=2, quorum=3))
        self.assertEqual(self.address_of("home"), FIRST, said)
        self.sandbox.provider("p01", kind="status")
        self.sandbox.clear_log()
        self.gandi_has({"1001": [a("home", SECOND)]})
        said = self.update(self.with_questions(*questions, webs=2, quorum=3), expect=69)
        self.assertIn("no quorum for IPv4: best address has ", said)
        self.assert_gandi_not_asked()

    def test_a_lie_is_outvoted_and_named(self):
        said = self.update(self.with_questions(self.question("lie.example.com"), webs=12, quorum=12))
        self.assertIn(f"'unauthenticated' says that our address is {LIE}, but 12 operators", said)
        self.assertEqual(self.address_of("home"), FIRST)

    def test_where_one_vote_decides_it_is_not_by_dns(self):
        program = self.with_questions(self.question("lie.example.com"), webs=1, quorum=1)
        self.update(program)
        self.assertEqual(self.address_of("home"), FIRST)
        _, document = program.run_json("test")
        self.assertEqual(len(document["detections"][0]["answers"]), 1)
        self.assertEqual(self.server.questions(), 0)

    def test_questions_alone_are_refused_at_the_start(self):
        for quorum in (1, 3):
            done = self.with_questions(self.question("myip.example.com"), webs=0, quorum=quorum).run("check")
            self.assertEqual(done.returncode, 78)
            self.assertIn("quorum: only DNS questions can tell the IPv4 address, and they confirm but never decide",
                          done.stderr)
        self.assertEqual(self.server.questions(), 0)

    def test_the_daemon_asks_in_every_round(self):
        daemon = self.with_questions(self.question("myip.example.com"), webs=2)
        daemon.start()
        daemon.wait_for_round()
        self.assertEqual(self.address_of("home"), FIRST)
        for asked in (1, 2):
            self.assertEqual(self.server.questions(), 1, f"in round {asked}")
            daemon.round()

    def test_test_shows_them_among_the_others(self):
        done = self.with_questions(self.question("myip.example.com")).run("test")
        self.assertRegex(done.stdout, rf"(?m)^unauthenticated IPv4 \d+ ms dns myip.example.com A \(example\) vote {FIRST}$")
        self.assertIn("13 operators agree", done.stdout)


if __name__ == "__main__":
    unittest.main()
