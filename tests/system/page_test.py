"""`status --html` in a browser: what a person reads there, on a phone and on a desk, in light and in dark."""

import html
import os
import re
import shutil
import struct
import subprocess
import tempfile
import unittest
import zlib
from pathlib import Path

from case import FIRST, FIRST6, SECOND, SystemTest

CHROMIUM = shutil.which("chromium")


def pixels_of(png: bytes):
    """Width, height and rows of 3-byte or 4-byte pixels (PNG, section 9: filtering), of what is not interlaced."""
    width, height, _, colour = struct.unpack(">IIBB", png[16:26])
    size = {2: 3, 6: 4}[colour]
    packed, place = b"", 8
    while place < len(png):
        length, kind = struct.unpack(">I4s", png[place:place + 8])
        packed += png[place + 8:place + 8 + length] if kind == b"IDAT" else b""
        place += 12 + length
    raw, rows, above = zlib.decompress(packed), [], bytes(width * size)
    for line in range(height):
        start = line * (width * size + 1)
        how, row = raw[start], bytearray(raw[start + 1:start + 1 + width * size])
        for i in range(len(row)):
            left = row[i - size] if i >= size else 0
            corner = above[i - size] if i >= size else 0
            guess = left + above[i] - corner
            paeth = min((abs(guess - each), n, each) for n, each in enumerate((left, above[i], corner)))[2]
            row[i] = (row[i] + (0, left, above[i], (left + above[i]) // 2, paeth)[how]) % 256
        above = bytes(row)
        rows.append([above[i:i + size] for i in range(0, len(above), size)])
    return width, height, rows


@unittest.skipUnless(CHROMIUM, "needs chromium")
class Page(SystemTest):
    def setUp(self):
        super().setUp()
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory(prefix="gandi-dyndnsd-page.")))
        runtime = {"RUNTIME_DIRECTORY": str(self.folder)}
        self.sandbox.provider("p03", kind="address", address="8.8.4.4")
        program = self.program(ipv6=True, quorum=4, domains={"example.com": ["home", "www", "a-rather-long-name-for-a-host"]})
        program.start(**runtime)
        program.wait_for_round()
        self.sandbox.world(ipv4=SECOND)
        program.round()
        self.gandi_has({}, domains={"example.com": None})
        self.sandbox.world(ipv4=FIRST)
        program.round()
        self.page = self.folder / "status.html"
        self.page.write_text(program.run("status", "--html", **runtime).stdout)

    def browse(self, *options):
        return subprocess.run(
            [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--user-data-dir={self.folder}/profile",
             "--no-first-run", "--disable-background-networking", *options, self.page.as_uri()],
            env={"PATH": os.environ["PATH"], "HOME": str(self.folder)}, capture_output=True, text=True, timeout=120, check=True).stdout

    def test_its_text_is_what_there_is_to_know(self):
        shown = html.unescape(re.sub(r"<[^>]*>", " ", self.browse("--dump-dom").partition("</style>")[2]))
        for expected in ("problem", "home.example.com", "a-rather-long-name-for-a-host.example.com", SECOND, FIRST6, "Last moves",
                         "3 records", "operator-12", "tried again", "What to do"):
            with self.subTest(expected):
                self.assertIn(expected, shown)

    def test_it_fits_a_phone_and_a_desk_in_light_and_in_dark(self):
        for width, dark in ((400, False), (1200, False), (400, True), (1200, True)):
            with self.subTest(width=width, dark=dark):
                picture = self.folder / "picture.png"
                options = ("--blink-settings=preferredColorScheme=0",) if dark else ("--blink-settings=preferredColorScheme=1",)
                self.browse(*options, f"--window-size={width},2400", f"--screenshot={picture}")
                keep = os.environ.get("KEEP_SCREENSHOTS")
                if keep:
                    shutil.copy(picture, Path(keep, f"status-{width}-{'dark' if dark else 'light'}.png"))
                seen, _, rows = pixels_of(picture.read_bytes())
                self.assertEqual(seen, width)
                paper = rows[0][0]
                self.assertEqual(sum(paper[:3]) < 384, dark)
                self.assertTrue(all(pixel == paper for row in rows for pixel in row[-8:]), "it runs over at the right")
                self.assertGreater(sum(pixel != paper for row in rows for pixel in row[::7]), 1000, "it is empty")


if __name__ == "__main__":
    unittest.main()
