#!/usr/bin/env python3
"""Kills the server with SIGKILL at random moments under intake, many times. After each restart: every report that was acknowledged is there once,
and `yiwang verify` is clean. Traffic goes to 127.0.0.1 only; it ends after --rounds."""
import argparse
import http.client
import json
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
PASSWORD = "crash-test-only"
WORDS = ["门口的路灯坏了好几天", "工地半夜还在施工", "垃圾桶没有人清理", "自来水又停了", "小区电梯经常困人", "路口摆摊堵住了人行道"]


class Server:
    def __init__(self, binary, data):
        self.process = subprocess.Popen(
            [binary, "serve", "--data", data, "--port", "0", "--demo-password", PASSWORD, "--requests-per-minute", "0"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)
        self.port = None
        for line in self.process.stdout:
            if "http://" in line:
                self.port = int(line.rsplit(":", 1)[1].rstrip("/\n"))
                break
        if self.port is None:
            raise RuntimeError("the server did not start: " + self.process.stderr.read()[-2000:])

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.process.stdout.close()
        self.process.stderr.close()

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=60)


def call(port, method, path, body=None, token=None, connection=None):
    own = connection or http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    headers = {"Content-Type": "application/json"}
    if token:
        headers["Authorization"] = "Bearer " + token
    own.request(method, "/api/v1" + path, json.dumps(body).encode() if body is not None else None, headers)
    answer = own.getresponse()
    text = answer.read()
    if connection is None:
        own.close()
    return answer.status, json.loads(text) if text else None


def sign_in(port):
    status, answer = call(port, "POST", "/session", {"login": "agent1", "password": PASSWORD, "token": True})
    if status not in (200, 201):
        raise RuntimeError(f"sign-in failed: {status} {answer}")
    return answer["token"]


def report(number, seed):
    made = random.Random(number * 7919 + seed)
    return {"channel": "hotline", "external_id": f"C{seed}-{number}", "text": f"云锦路{made.randint(1, 200)}号{made.choice(WORDS)}，编号{number}", "reporter": {"name": "测试", "phone": f"100{made.randint(10000000, 99999999)}"}}


class Intake:
    """A few writers that post as fast as they are answered until the server goes away."""

    def __init__(self, seed):
        self.seed = seed
        self.next = 0
        self.lock = threading.Lock()
        self.acknowledged = {}
        self.refused = []

    def take(self):
        with self.lock:
            self.next += 1
            return self.next

    def write(self, port, token):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
            while True:
                number = self.take()
                status, answer = call(port, "POST", "/reports", report(number, self.seed), token, connection)
                with self.lock:
                    if status in (200, 201):
                        self.acknowledged[number] = answer["case"]["number"]
                    elif status not in (429, 503):
                        self.refused.append((number, status, answer))
                if status in (429, 503):
                    time.sleep(0.02)
        except (OSError, http.client.HTTPException, ValueError):
            return


def check_all(port, token, intake, numbers):
    """Tells each acknowledged report again: it must be known already, in the same case."""
    faults = []
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    for number in numbers:
        for _ in range(100):
            status, answer = call(port, "POST", "/reports", report(number, intake.seed), token, connection)
            if status not in (429, 503):
                break
            time.sleep(0.1)
        if status not in (200, 201) or answer["outcome"] != "already" or answer["case"]["number"] != intake.acknowledged[number]:
            faults.append(f"report {number} was acknowledged in {intake.acknowledged[number]} and is now {status} {json.dumps(answer, ensure_ascii=False)[:200]}")
    connection.close()
    return faults


def verify(binary, data):
    done = subprocess.run([binary, "verify", "--data", data, "--json"], capture_output=True, text=True, timeout=600, check=False)
    if not done.stdout.strip():
        return {"clean": False, "faults": -1, "reports": 0, "why": done.stderr}
    return json.loads(done.stdout)


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--rounds", type=int, default=200)
    options.add_argument("--seed", type=int, default=20261121)
    options.add_argument("--binary", default=str(ROOT / "build/release/yiwang"))
    options.add_argument("--writers", type=int, default=6)
    given = options.parse_args()
    data = tempfile.mkdtemp(prefix="yiwang-crash-")
    luck = random.Random(given.seed)
    intake = Intake(given.seed)
    faults = []
    killed_busy = 0
    began = time.time()
    token = None
    try:
        for round_number in range(1, given.rounds + 1):
            server = Server(given.binary, data)
            token = token or sign_in(server.port)
            known = sorted(intake.acknowledged)
            # What was acknowledged just before the kill is what could be lost; older ones are looked at again by samples and, at the end, all of them.
            faults += check_all(server.port, token, intake, known[-40:] + luck.sample(known, min(10, len(known))))
            before = len(intake.acknowledged)
            writers = [threading.Thread(target=intake.write, args=(server.port, token)) for _ in range(given.writers)]
            for writer in writers:
                writer.start()
            time.sleep(luck.uniform(0.01, 0.25))
            server.kill()
            for writer in writers:
                writer.join()
            killed_busy += len(intake.acknowledged) > before
            checked = verify(given.binary, data)
            if not checked["clean"]:
                faults.append(f"round {round_number}: verify found {checked}")
            if checked["reports"] < len(intake.acknowledged):
                faults.append(f"round {round_number}: {len(intake.acknowledged)} acknowledged, {checked['reports']} there")
            if faults:
                break
            if round_number % 20 == 0:
                print(f"{round_number} kills, {len(intake.acknowledged)} reports acknowledged, {checked['reports']} in the ledger, {time.time() - began:.0f} s", flush=True)
        server = Server(given.binary, data)
        faults += check_all(server.port, token, intake, sorted(intake.acknowledged))
        server.stop()
        checked = verify(given.binary, data)
        if not checked["clean"]:
            faults.append(f"at the end: verify found {checked}")
    finally:
        shutil.rmtree(data, ignore_errors=True)
    faults += [f"refused: {item}" for item in intake.refused[:5]]
    if killed_busy < given.rounds // 2:
        faults.append(f"only {killed_busy} of {given.rounds} kills met a busy server: the test proves too little")
    for fault in faults[:20]:
        print("FAULT", fault)
    print(f"{given.rounds} kills, {killed_busy} of them under intake; {len(intake.acknowledged)} reports acknowledged, none lost or doubled" if not faults else "FAILED")
    return 1 if faults else 0


if __name__ == "__main__":
    os.environ.setdefault("YIWANG_HOME", str(ROOT))
    sys.exit(main())
