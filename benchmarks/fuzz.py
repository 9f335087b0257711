"""Damaged files through the readers' door: `python benchmarks/fuzz.py [sample…] [--inputs N] [--seconds S]`.

Each sample (those of tests/data/formats, and small ones where they are large) is changed N times
(`tests/mutants.py`) and read in a process of its own.
Prints, as JSON Lines: sample, inputs, crashes (anything but Pages, Articles and Problems), the slowest
input in seconds, the process's peak memory in MB. The first input that crashes a process is kept.
Images are unpacked but not recognised: recognition takes seconds an image.
"""

from __future__ import annotations

import argparse
import io
import json
import multiprocessing
import random
import resource
import sys
import tempfile
import time
import traceback
import zipfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]

from tests import printed, samples  # noqa: E402
from tests.mutants import mutant, seeds  # noqa: E402
from trends.readers import Source, read_source, scans  # noqa: E402


def light_seeds() -> dict[str, bytes]:
    """The samples; a Word file of three parts and a PDF of one story in place of large ones, and other images."""
    every = seeds()
    with zipfile.ZipFile(io.BytesIO(every["page.docx"])) as word:
        document = word.read("word/document.xml")
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>'
    )
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
        'Id="rId1" Target="word/document.xml" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/officeDocument"/></Relationships>'
    )
    parts = {
        "[Content_Types].xml": types.encode(),
        "_rels/.rels": links.encode(),
        "word/document.xml": document,
    }
    return every | {
        "page.docx": samples.zipped(parts),
        "page.pdf": printed.pdf([samples.printed_page()[:9]]),
        "page.jpg": samples.image("JPEG"),
        "page.tif": samples.image("TIFF"),
    }


def blind(image: Any) -> list[Any]:
    """Recognition that sees nothing."""
    return []


def fuzz(name: str, inputs: int, seconds: float, folder: str) -> None:
    """Reads mutants of one sample until either bound; prints one JSON line."""
    resource.setrlimit(resource.RLIMIT_AS, (6 << 30, 6 << 30))
    scans.has_recognition, scans.recognised = lambda: True, blind
    every = light_seeds()
    data, others = every[name], list(every.values())
    rng = random.Random(name)
    path = Path(folder) / name
    done, crashes, slowest, started = 0, 0, 0.0, time.monotonic()
    while done < inputs and time.monotonic() - started < seconds:
        path.write_bytes(mutant(data, rng, others))
        before = time.process_time()
        try:
            for _ in read_source(Source(path, name, path.parent)):
                pass
        except Exception:
            crashes += 1
            if crashes == 1:
                kept = path.with_name(f"crash-{name}")
                kept.write_bytes(path.read_bytes())
                print(f"{kept}\n{traceback.format_exc()}", file=sys.stderr)
        slowest = max(slowest, time.process_time() - before)
        done += 1
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    row = {"sample": name, "inputs": done, "crashes": crashes, "slowest": round(slowest, 2), "peak_mb": peak}
    print(json.dumps(row, ensure_ascii=False), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("samples", nargs="*")
    parser.add_argument("--inputs", type=int, default=100_000)
    parser.add_argument("--seconds", type=float, default=1e9, help="for each sample at most")
    parser.add_argument("--folder", default=tempfile.gettempdir(), help="where the inputs are written")
    args = parser.parse_args()
    for name in args.samples or light_seeds():
        process = multiprocessing.Process(target=fuzz, args=(name, args.inputs, args.seconds, args.folder))
        process.start()
        process.join()
        if process.exitcode:
            row = {"sample": name, "died": process.exitcode, "input": str(Path(args.folder) / name)}
            print(json.dumps(row, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
