"""Known faults of the pinned packages, by pip-audit; says so where the advisories cannot be reached.

python -m benchmarks.audit     exit 1 when a package has a known fault
"""

from __future__ import annotations

import json
import subprocess
import sys

COMMAND = ["-m", "pip_audit", "-r", "requirements.txt", "--no-deps", "--disable-pip", "--format", "json"]
PATIENCE = 120  # seconds


def main() -> int:
    try:
        done = subprocess.run(
            [sys.executable, *COMMAND, "--progress-spinner", "off", "--timeout", "5"],
            capture_output=True, text=True, check=False, timeout=PATIENCE,
        )  # fmt: skip
        packages = json.loads(done.stdout)["dependencies"]
    except (subprocess.TimeoutExpired, json.JSONDecodeError, KeyError):
        print("audit: the advisories could not be reached; NOTHING was audited")
        return 0
    skipped = [package["name"] for package in packages if "skip_reason" in package]
    faulty = [package for package in packages if package.get("vulns")]
    for package in faulty:
        for fault in package["vulns"]:
            print(
                f"audit: {package['name']} {package['version']}: {fault['id']}, mended in {fault['fix_versions']}"
            )
    print(
        f"audit: {len(packages) - len(skipped)} of {len(packages)} packages audited, {len(faulty)} with known faults"
    )
    if skipped:
        print(
            f"audit: the service knew nothing of {len(skipped)}; these were NOT audited: {', '.join(skipped)}"
        )
    return 1 if faulty else 0


if __name__ == "__main__":
    sys.exit(main())
