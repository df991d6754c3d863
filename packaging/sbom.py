"""What is in the package and what it stands on, as an SPDX 2.3 document.

    python3 packaging/sbom.py DEB >SBOM.spdx.json

The dependencies have the versions that they were built with, which are installed here.
"""

import hashlib
import json
import os
import re
import subprocess
import sys
from datetime import datetime, timezone
from pathlib import Path


def output(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def package(name: str, version: str, licence: str, **more: object) -> dict:
    return {"SPDXID": "SPDXRef-" + re.sub(r"[^a-zA-Z0-9.-]", "-", name), "name": name, "versionInfo": version,
            "downloadLocation": "NOASSERTION", "filesAnalyzed": False, "licenseConcluded": licence,
            "licenseDeclared": licence, "copyrightText": "NOASSERTION",
            "externalRefs": [{"referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl",
                              "referenceLocator": f"pkg:deb/debian/{name.replace('+', '%2B')}@{version}"}], **more}


def installed(name: str) -> dict:
    """As it is here; what runs beside the program, such as procps, need not be where that is built."""
    command = ["dpkg-query", "--show", "--showformat=${Version}", name]
    version = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    return package(name, version or "NOASSERTION", "NOASSERTION")


def document(deb: Path) -> dict:
    name, version, depends = (output("dpkg-deb", "--field", str(deb), field) for field in ("Package", "Version", "Depends"))
    digest = hashlib.sha256(deb.read_bytes()).hexdigest()
    time = datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), timezone.utc)
    checksums = [{"algorithm": "SHA256", "checksumValue": digest}]
    ours = package(name, version, "MIT", packageFileName=deb.name, checksums=checksums)
    others = [installed(each) for each in sorted(set(re.findall(r"(?:^|, )([a-z0-9.+-]+)", depends)))]
    relations = [("SPDXRef-DOCUMENT", "DESCRIBES", ours), *((ours["SPDXID"], "DEPENDS_ON", other) for other in others)]
    return {"spdxVersion": "SPDX-2.3", "SPDXID": "SPDXRef-DOCUMENT", "dataLicense": "CC0-1.0", "name": deb.stem,
            "documentNamespace": f"https://spdx.org/spdxdocs/{deb.stem}-{digest}",
            "creationInfo": {"created": f"{time:%Y-%m-%dT%H:%M:%SZ}", "creators": ["Tool: packaging/sbom.py"]},
            "packages": [ours, *others],
            "relationships": [{"spdxElementId": one, "relationshipType": kind, "relatedSpdxElement": other["SPDXID"]}
                              for one, kind, other in relations]}


if __name__ == "__main__":
    print(json.dumps(document(Path(sys.argv[1])), indent=1))
