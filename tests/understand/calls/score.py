#!/usr/bin/env python3
"""Scores `yiwang fill` on the gold calls beside this file. How it judges is in README.md.

    YIWANG_BINARY=build/release/src/apps/yiwang tests/understand/calls/score.py [--split open|held|all] [--wrong] [--jobs N]

--wrong lists what was wrong or missed, field by field; for the held split it is refused, so that nobody adapts to it.
Leaves with 1 when filled_right < 0.98 or found < 0.90 in a split that was scored.
"""
import argparse
import concurrent.futures
import json
import os
import pathlib
import subprocess
import sys

import judge

HERE = pathlib.Path(__file__).resolve().parent
LEAST_RIGHT = 0.98
LEAST_FOUND = 0.90


def fill(binary, transcript, now):
    done = subprocess.run([binary, "fill", "--transcript", str(transcript), "--now", now, "--json"], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"{transcript.name}: exit {done.returncode}: {done.stderr.strip()[:300]}")
    return json.loads(done.stdout)["fields"]


def score_call(binary, gold_path):
    gold = json.loads(gold_path.read_text(encoding="utf-8"))
    given = fill(binary, gold_path.with_suffix(".txt"), gold["now"])
    verdicts = {name: judge.verdict(name, wanted, given.get(name)) for name, wanted in gold["fields"].items()}
    top1 = judge.first_matter_right(gold["fields"].get("matter"), given.get("matter"))
    return gold_path, gold, given, verdicts, top1


def report(split, rows, show_wrong):
    counts = {name: dict.fromkeys(("stated", "filled", "right", "wrong", "missed"), 0) for name in judge.FIELDS}
    for path, gold, given, verdicts, _ in rows:
        for name, verdict in verdicts.items():
            for key in counts[name]:
                counts[name][key] += verdict[key]
            if show_wrong and (verdict["wrong"] or verdict["missed"]):
                print(f"  {path.stem} {name}: gold {json.dumps(gold['fields'][name], ensure_ascii=False)} given {json.dumps(given.get(name), ensure_ascii=False)}")
    total = {key: sum(row[key] for row in counts.values()) for key in ("stated", "filled", "right", "wrong", "missed")}
    print(f"{split}: {len(rows)} calls")
    print(f"  {'field':16}{'stated':>8}{'filled':>8}{'right':>8}{'wrong':>8}{'missed':>8}")
    for name, row in list(counts.items()) + [("all", total)]:
        print(f"  {name:16}" + "".join(f"{row[key]:8}" for key in ("stated", "filled", "right", "wrong", "missed")))
    filled_right = total["right"] / total["filled"] if total["filled"] else 0.0
    found = total["right"] / total["stated"] if total["stated"] else 0.0
    judged = [top1 for *_, top1 in rows if top1 is not None]
    print(f"  filled_right {filled_right:.4f}   found {found:.4f}   (first matter right {sum(judged)}/{len(judged)})")
    return filled_right >= LEAST_RIGHT and found >= LEAST_FOUND


def main():
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--split", choices=("open", "held", "all"), default="all")
    ask.add_argument("--wrong", action="store_true")
    ask.add_argument("--jobs", type=int, default=2)
    options = ask.parse_args()
    if options.wrong and options.split != "open":
        ask.error("--wrong goes with --split open only: the held calls stay unseen")
    binary = os.environ.get("YIWANG_BINARY")
    if not binary:
        ask.error("YIWANG_BINARY must name the yiwang program")
    good = True
    for split in ("open", "held") if options.split == "all" else (options.split,):
        golds = sorted((HERE / split).glob("*.json"))
        with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
            rows = list(pool.map(lambda path: score_call(binary, path), golds))
        good = report(split, rows, options.wrong) and good
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
