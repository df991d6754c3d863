"""The sandbox: the Internet that gandi-dyndnsd talks to, on loopback and under a test's control."""
