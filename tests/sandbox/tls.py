"""A fresh CA and the server certificates, good and bad ones, made by the openssl command."""

from __future__ import annotations

import ssl
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

KINDS = ("good", "wrong-host", "self-signed", "expired")

# Our own configuration: the system's openssl.cnf would mark every certificate as a CA, and strict
# verifiers (Python 3.13, OpenSSL's -x509_strict) want the key identifiers and the key usage.
_CONFIG = """
[req]
distinguished_name = dn
prompt = no
[dn]
CN = gandi-dyndnsd sandbox
[ca]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[good]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = serverAuth
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid:always
subjectAltName = DNS:localhost, DNS:sandbox.test, DNS:*.sandbox.test, IP:127.0.0.1, IP:::1
[wrong-host]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = serverAuth
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid:always
subjectAltName = DNS:elsewhere.test
[self-signed]
basicConstraints = critical, CA:FALSE
subjectKeyIdentifier = hash
subjectAltName = DNS:localhost, IP:127.0.0.1, IP:::1
"""


class Certificates:
    """Owns the PEM files below one directory and the TLS contexts made of them."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self.ca_file = directory / "ca.pem"
        self._config = directory / "openssl.cnf"
        self._config.write_text(_CONFIG)
        self._make("ca", "ca", ca=False)
        # Threads only wait for openssl here; side by side they halve the start-up.
        with ThreadPoolExecutor(2) as pool:
            contexts = pool.map(self._context, KINDS)
            self._contexts = dict(zip(KINDS, contexts))

    def context(self, kind: str | None) -> ssl.SSLContext:
        return self._contexts[kind or "good"]

    def _context(self, kind: str) -> ssl.SSLContext:
        section = "good" if kind == "expired" else kind
        self._make(kind, section, ca=kind != "self-signed", expired=kind == "expired")
        # One context for each certificate: a session from one cannot be resumed with another, so
        # a changed certificate is always seen.
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        context.load_cert_chain(self._directory / f"{kind}.pem", self._directory / f"{kind}.key")
        return context

    def _make(self, name: str, section: str, *, ca: bool, expired: bool = False) -> None:
        key, pem = self._directory / f"{name}.key", self._directory / f"{name}.pem"
        command = ["openssl", "req", "-config", str(self._config), "-new"]
        command += ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
        command += ["-subj", f"/CN=gandi-dyndnsd sandbox {name}", "-keyout", str(key)]
        sign = ["-days", "0" if expired else "30"]
        if ca:
            sign += ["-CA", str(self.ca_file), "-CAkey", str(self._directory / "ca.key")]
        if not expired:
            _run(command + ["-x509", "-extensions", section, "-out", str(pem)] + sign)
            return
        # A life of no days ends in the second in which it begins. "openssl req" refuses it, "openssl x509" does not; a
        # negative one is refused by both from 3.5 on.
        request = self._directory / f"{name}.csr"
        _run(command + ["-out", str(request)])
        extensions = ["-extfile", str(self._config), "-extensions", section]
        _run(["openssl", "x509", "-req", "-in", str(request), "-out", str(pem)] + extensions + sign)


def _run(command: list[str]) -> None:
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(command)}: {done.stderr.strip()}")
