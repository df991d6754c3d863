"""The JSON schemas describe both files as the program reads them: what one refuses or takes, so does the other."""

import json
import os
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

try:
    from jsonschema import Draft202012Validator
except ImportError:
    sys.exit("jsonschema is missing: apt install python3-jsonschema")

import source
from man_page import ManPage
from schema_cases import BAD_CONFIG, BAD_PROVIDERS, GOOD_CONFIG, GOOD_PROVIDERS
from source import ROOT

SCHEMAS = {name: json.loads((ROOT / "config" / "schema" / f"{name}.schema.json").read_text())
           for name in ("config", "providers")}

OTHERS = [f"https://ip.operator-{place}.example/" for place in range(3)]
ANY_KEY = {**SCHEMAS["config"], "allOf": []}  # none is needed, and each may stand beside any other
ENVIRONMENT = {name: os.environ[name] for name in ("PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS") if name in os.environ}


def read(text):
    """JSON with comments and trailing commas."""
    token = r'("(?:[^"\\]|\\.)*")|//[^\n]*|/\*.*?\*/'
    text = re.sub(token, lambda match: match[1] or " ", text, flags=re.S)
    return json.loads(re.sub(r'("(?:[^"\\]|\\.)*")|,(?=\s*[]}])', lambda match: match[1] or "", text))


def faults(name, document):
    found = Draft202012Validator(SCHEMAS[name]).iter_errors(document)
    return [f"{error.json_path}: {error.message[:200]}" for error in found]


class Schemas(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        (self.folder / "token").write_text("pat_0123456789abcdef0123456789abcdef\n")
        (self.folder / "providers.json").write_text(json.dumps(OTHERS))

    def check(self, config, providers=None):
        """What the program finds wrong with the text of config.json, and of providers.json."""
        (self.folder / "config.json").write_text(config)
        if providers is not None:
            (self.folder / "providers.json").write_text(providers)
        done = subprocess.run([os.environ["GANDI_DYNDNSD"], "check", "--json", "--config", self.folder / "config.json",
                               "--providers", self.folder / "providers.json"], env=ENVIRONMENT, capture_output=True,
                              text=True)
        report = json.loads(done.stdout)
        self.assertEqual(done.returncode, 0 if report["good"] else 78)
        return [problem["message"] for problem in report["problems"] if problem["severity"] == "error"]

    def config_with(self, change):
        usual = {"token_file": "token", "domains": {"example.com": ["home"]}}
        return {key: value for key, value in (usual | change).items() if value is not None}

    def test_they_are_schemas_and_describe_every_key(self):
        for name, schema in SCHEMAS.items():
            Draft202012Validator.check_schema(schema)
            for members in self.objects_in(schema):
                for key, each in members.items():
                    if each is not False and set(each) != {"$ref"}:
                        self.assertIn("description", each, f"{name}: {key}")

    def objects_in(self, schema):
        """The members of every object that the schema describes with keys of its own."""
        if isinstance(schema, dict):
            if schema.get("type") == "object" and "properties" in schema:
                yield schema["properties"]
            for each in schema.values():
                yield from self.objects_in(each)
        elif isinstance(schema, list):
            for each in schema:
                yield from self.objects_in(each)

    def test_they_have_the_keys_of_the_code(self):
        for name, schema in SCHEMAS.items():
            keys = {key for members in self.objects_in(schema) for key in members}
            self.assertEqual(keys, source.keys(of_providers=name == "providers") | {"$schema"})

    def test_the_shipped_files_are_good(self):
        for name in SCHEMAS:
            self.assertEqual(faults(name, read((ROOT / "config" / f"{name}.json").read_text())), [])

    def test_each_file_may_name_its_schema(self):
        config, providers = {"$schema": "file:///c"} | self.config_with({}), {"$schema": "p", "providers": OTHERS}
        self.assertEqual(self.check(json.dumps(config), json.dumps(providers)), [])
        self.assertEqual(faults("config", config) + faults("providers", providers), [])

    def test_the_shipped_configuration_tells_every_key(self):
        text = (ROOT / "config" / "config.json").read_text()
        old = {name for name, each in SCHEMAS["config"]["properties"].items() if each.get("deprecated")} | {"name"}
        for key in set(SCHEMAS["config"]["properties"]) - old:
            line = re.search(rf'(?m)^  (?:// )?("{re.escape(key)}": .+)$', text)
            self.assertIsNotNone(line, key)
            if key not in ("domains", "token"):  # which has several lines; whose value there tells where it should be
                value = read("{" + line[1] + "}")[key]
                self.assertTrue(Draft202012Validator(ANY_KEY).is_valid({key: value}), line[0])
                self.assertEqual(source.defaults().get(key, value), value)

    def test_the_examples_of_the_manual_are_good(self):
        usual = '{"token_file": "token", "domains": {"example.com": ["home"]}}'
        for page, name in (("gandi-dyndnsd.json.5", "config"), ("providers.json.5", "providers")):
            examples = ManPage.read(ROOT / "docs" / "man" / page).section("EXAMPLES").examples()
            self.assertGreaterEqual(len(examples), 2)
            for example in examples:
                with self.subTest(example):
                    self.assertEqual(faults(name, read(example)), [])
                    here = example.replace("/etc/gandi-dyndnsd/", "")
                    self.assertEqual(self.check(here) if name == "config" else self.check(usual, here), [])

    def test_both_take_a_good_configuration(self):
        for change in GOOD_CONFIG:
            with self.subTest(change):
                config = self.config_with(change)
                self.assertEqual((faults("config", config), self.check(json.dumps(config))), ([], []))

    def test_both_refuse_a_bad_configuration(self):
        for change in BAD_CONFIG:
            with self.subTest(change):
                config = self.config_with(change)
                self.assertNotEqual(faults("config", config), [], "the schema takes it")
                self.assertNotEqual(self.check(json.dumps(config)), [], "the program takes it")

    def check_providers(self, entries):
        return self.check(json.dumps(self.config_with({})), json.dumps({"providers": [*OTHERS, *entries]}))

    def test_both_take_good_providers(self):
        for entry in GOOD_PROVIDERS:
            self.assertEqual(faults("providers", [entry]), [])
        self.assertEqual(self.check_providers(GOOD_PROVIDERS), [])

    def test_both_refuse_bad_providers(self):
        taken = [entry for entry in BAD_PROVIDERS if not faults("providers", [entry])]
        self.assertEqual(taken, [], "the schema takes them")
        places = [re.match(r"providers\[(\d+)\]", problem) for problem in self.check_providers(BAD_PROVIDERS)]
        refused = {int(place[1]) - len(OTHERS) for place in places if place}
        taken = [entry for place, entry in enumerate(BAD_PROVIDERS) if place not in refused]
        self.assertEqual(taken, [], "the program takes them")

    def test_the_list_as_a_whole(self):
        good = [{"providers": OTHERS}, OTHERS, [*OTHERS * 66, *OTHERS[:2]]]
        bad = [{"providers": []}, [], {"provider": OTHERS}, {"providers": OTHERS, "x": 1}, OTHERS[0], OTHERS * 67]
        config = json.dumps(self.config_with({}))
        for document in good + bad:
            with self.subTest(str(document)[:60]):
                by_schema, by_program = faults("providers", document), self.check(config, json.dumps(document))
                self.assertEqual((not by_schema, not by_program), (document in good, document in good))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
