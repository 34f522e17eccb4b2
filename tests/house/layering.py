"""Reads every include under src/ and fails on an arrow that does not go down. The floors are those of docs/architecture.md."""
import pathlib
import re

FLOORS = [
    ["contract"],
    ["base"],
    ["flow/feel"],
    ["flow/rules", "flow/diagram", "flow/forms"],
    ["flow/process"],
    ["geo"],
    ["city"],
    ["cases"],
    ["understand", "locate", "relate", "dispatch", "sense", "respond", "insight"],
    ["service"],
    ["studio", "learn"],
    ["rehearse", "adapters/*"],
    ["apps"],
]
# Houses of several rooms, each with its own floor or, for adapters, all on one.
WINGS = {"adapters", "flow"}
INCLUDE = re.compile(r'^\s*#\s*include\s*"([^"]+)"', re.M)


def room_of(path):
    parts = pathlib.PurePosixPath(path).parts
    return "/".join(parts[:2]) if parts[0] in WINGS else parts[0]


def floor_of(room):
    for level, rooms in enumerate(FLOORS):
        if room in rooms or (room.startswith("adapters/") and "adapters/*" in rooms):
            return level
    return None


def fault(source, included):
    """What is wrong with `source` including `included` (both relative to src/), or None."""
    here, there = room_of(source), room_of(included)
    if here == there:
        return None
    if there.startswith("generated"):
        return None
    low, high = floor_of(there), floor_of(here)
    if high is None:
        return f"{here}/ is no room of the house; add it to the floors in tests/house/layering.py and docs/architecture.md"
    if low is None:
        return f"{included}: no such room"
    if low < high:
        return None
    if low == high:
        return f"{here}/ and {there}/ are on one floor: move what both need down, or let service/ join them"
    return f"{there}/ lies above {here}/: turn the arrow round with a port that {there}/ implements"


def faults(src):
    out = []
    for path in sorted(src.rglob("*")):
        if path.suffix not in {".h", ".cpp"}:
            continue
        name = path.relative_to(src).as_posix()
        for included in INCLUDE.findall(path.read_text(encoding="utf-8")):
            if "/" not in included:
                continue
            why = fault(name, included)
            if why:
                out.append(f"{name} includes {included}: {why}")
    return out


def self_test():
    """The test can fail: these arrows are wrong and must be named."""
    wrong = [("base/a.h", "city/b.h"), ("flow/process/a.h", "geo/b.h"), ("flow/rules/a.h", "flow/diagram/b.h"), ("flow/feel/a.h", "flow/rules/b.h"), ("flow/a.h", "base/b.h"), ("relate/a.h", "locate/b.h"), ("service/a.h", "adapters/sql/b.h"), ("adapters/sql/a.h", "adapters/http/b.h"), ("attic/a.h", "base/b.h")]
    right = [("cases/a.h", "city/b.h"), ("city/a.h", "flow/process/b.h"), ("flow/process/a.h", "flow/feel/b.h"), ("service/a.h", "relate/b.h"), ("apps/a.h", "adapters/sql/b.h"), ("adapters/sql/a.h", "adapters/sql/b.h"), ("base/a.h", "contract/reasons.h")]
    return [f"layering test is blind to {a}" for a in wrong if fault(*a) is None] + [f"layering test is wrong about {a}" for a in right if fault(*a) is not None]
