"""The evening before a reboot: the service works, and the machine will come up without any network."""

import unittest

from case import FIRST, ServiceTest
from machine import UNIT, run, write

# Who waits for network-online.target waits for ever.
NEVER_ONLINE = """
[Unit]
Before=network-online.target
[Service]
Type=oneshot
TimeoutStartSec=infinity
ExecStart=sleep infinity
[Install]
WantedBy=network-online.target
"""


class BeforeTheReboot(ServiceTest):
    def test_it_goes_down_enabled_and_with_the_address_published(self):
        write("/etc/systemd/system/never-online.service", NEVER_ONLINE)
        run("systemctl", "enable", "never-online.service", UNIT)
        self.start()
        self.assertEqual(self.served(), [FIRST])

    def forget(self):
        """Not tonight."""


if __name__ == "__main__":
    unittest.main()
