"""Runs the commands that measure against kits and models lent to us, and holds their last lines to what was promised.

Skips with a message where the data are not there (YIWANG_DATA, or ../shared/data beside the project). Nothing of them is copied anywhere.
"""
import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
DATA = pathlib.Path(os.environ.get("YIWANG_DATA", ROOT.parent / "shared" / "data"))
YIWANG = os.environ.get("YIWANG_BINARY", str(ROOT / "build" / "release" / "yiwang"))

# what, folder, arguments before it, arguments after it, the last line, the least share that must hold
MEASURES = [
    ("DMN kit, level 2", "dmn-tck/compliance-level-2", ["dmn", "tck"], [], r"passed (\d+) of (\d+)", 1.0),
    ("DMN kit, level 3", "dmn-tck/compliance-level-3", ["dmn", "tck"], [], r"passed (\d+) of (\d+)", 0.99),
    ("executable models, must", "bpmn-exec", ["bpmn", "suite"], ["--class", "must"], r"passed (\d+) of (\d+)", 1.0),
    ("executable models, optional", "bpmn-exec", ["bpmn", "suite"], ["--class", "optional"], r"passed (\d+) of (\d+)", 0.8),
    ("models that must be refused", "bpmn-exec/bpmn_constraints", ["bpmn", "refuse"], [], r"refused (\d+) of (\d+)", 0.8),
    ("reference diagrams, read and written", "bpmn-miwg/Reference", ["bpmn", "roundtrip"], [], r"same (\d+) of (\d+)", 1.0),
]


def measure(name, folder, before, after, pattern, least):
    where = DATA / folder
    if not where.is_dir():
        print(f"skipped  {name}: {folder} is not in the data folder")
        return True
    done = subprocess.run([YIWANG, *before, str(where), *after], capture_output=True, text=True, timeout=600, check=False)
    lines = done.stdout.strip().splitlines()
    found = re.fullmatch(pattern, lines[-1]) if lines else None
    if not found or int(found[2]) == 0:
        print(f"FAILED   {name}: the last line is not `{pattern}` but `{lines[-1] if lines else done.stderr.strip()[-300:]}`")
        return False
    share = int(found[1]) / int(found[2])
    print(f"{'ok      ' if share >= least else 'FAILED  '} {name}: {found[0]} ({share:.4f}, at least {least})")
    return share >= least


def main():
    if not DATA.is_dir():
        print(f"skipped: no data folder at {DATA}; name it with YIWANG_DATA")
        return 0
    results = [measure(*one) for one in MEASURES]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
