#!/usr/bin/env python3
"""The tests of the house itself: floors, generated files, READMEs, style, what must never be committed. Prints each fault with its mend."""
import pathlib
import re
import subprocess
import sys

import layering

ROOT = pathlib.Path(__file__).resolve().parents[2]
LONGEST = 600


def tracked():
    out = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / line for line in out.splitlines() if (ROOT / line).is_file()]


def check_layering():
    return layering.self_test() + layering.faults(ROOT / "src")


def check_generated():
    done = subprocess.run(["/usr/bin/python3", "contract/generate.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False)
    return [] if done.returncode == 0 else [done.stdout.strip() or done.stderr.strip()]


def check_readmes():
    rooms = {p.parent for p in (ROOT / "src").rglob("*.cpp")} | {p.parent for p in (ROOT / "src").rglob("*.h")}
    return [f"{room.relative_to(ROOT)} has no README.md: say in ten lines what lives here, what may not, which file first, how to test it alone" for room in sorted(rooms) if not (room / "README.md").exists()]


def check_files():
    out = []
    unfinished = re.compile(r"\b(TODO|FIXME|XXX)\b")
    home = re.compile(r"(?<![\w.])/(work|root|home/\w+)/")
    for path in tracked():
        name = path.relative_to(ROOT).as_posix()
        if path.suffix not in {".h", ".cpp", ".py", ".ts", ".tsx", ".md", ".yaml", ".sh", ".mjs", ".cmake", ".txt"} or "generated" in name or name.startswith("tests/house"):
            continue
        text = path.read_text(encoding="utf-8")
        lines = text.splitlines()
        if path.suffix in {".h", ".cpp", ".ts", ".tsx"} and len(lines) > LONGEST:
            out.append(f"{name}: {len(lines)} lines; split it by idea (at most {LONGEST})")
        for number, line in enumerate(lines, 1):
            if unfinished.search(line):
                out.append(f"{name}:{number}: unfinished work marked in the text; finish it or write an issue")
            if home.search(line):
                out.append(f"{name}:{number}: names a path of one machine")
            if path.suffix in {".h", ".cpp"} and line.rstrip() != line:
                out.append(f"{name}:{number}: trailing white space")
        if path.suffix == ".h" and "#pragma once" not in text:
            out.append(f"{name}: no #pragma once")
    return out


def check_one_name_one_type():
    """Two headers with a type of one name in one namespace are one type to the linker: whose destructor runs is chance."""
    seen = {}
    for path in sorted((ROOT / "src").rglob("*.h")):
        text = path.read_text(encoding="utf-8")
        space = re.search(r"^namespace (yiwang[\w:]*) \{", text, re.M)
        for name in re.findall(r"^(?:class|struct) (\w+)[^;\n:(]*(?::[^;:\n][^;\n]*)?\{", text, re.M):
            if space:
                seen.setdefault((space.group(1), name), set()).add(path.relative_to(ROOT / "src").as_posix())
    return [f"{space}::{name} stands in {' and '.join(sorted(files))}: give one of them the name of what it is" for (space, name), files in sorted(seen.items()) if len(files) > 1]


def check_pure_rooms():
    """Inside the machine nothing reaches for time, chance or the outside (docs/architecture.md, "The idea")."""
    out = []
    wrong = re.compile(r"system_clock|steady_clock::now|std::rand\b|random_device|std::ofstream|std::ifstream|std::thread|getenv")
    for room in ("cases", "flow", "relate", "dispatch", "insight"):
        for path in sorted((ROOT / "src" / room).rglob("*.*")):
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                if path.suffix in {".h", ".cpp"} and wrong.search(line):
                    out.append(f"{path.relative_to(ROOT)}:{number}: reaches outside from a pure room; hand it in instead")
    return out


def main():
    failed = 0
    for check in (check_layering, check_generated, check_readmes, check_files, check_one_name_one_type, check_pure_rooms):
        found = check()
        failed += bool(found)
        print(f"{'FAILED' if found else 'ok'}  {check.__name__[6:]}")
        for line in found[:40]:
            print("    " + line)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
