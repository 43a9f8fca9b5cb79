#!/usr/bin/env python3
"""Measures the network edge beside curl and dnsperf, on loopback, and prints the tables of README.md.

    bench.py FOLDER_OF_RELEASE_BUILD STATIC_EXECUTABLE [--quick]

`make bench` builds and installs what it needs.
"""

import datetime
import json
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import distance
from child import Cost, run
from servers import HERE, Servers, free_port

ROUNDS = {40: 7, 1_000: 3, 10_000: 2}


class Bench:
    def __init__(self, build: Path, folder: Path, sizes: list[int], **network):
        self.tool, self.folder, self.sizes = build / "BenchTool", folder, sizes
        self.targets: dict[int, list[tuple[str, str]]] = {}
        self.fleets: dict[int, Path] = {}
        tls_port = free_port()
        for size in sorted({20, 40, 60, *sizes}):
            fleet = self.fleets[size] = folder / f"fleet-{size}"
            run([self.tool, "generate", size, tls_port, fleet], folder)
            self.targets[size] = [tuple(line.split()) for line in (fleet / "targets").read_text().splitlines()]
        names = {host for targets in self.targets.values() for host, _ in targets}
        self.servers = Servers(folder, tls_port, names, **network)

    # What is run. Each answers with its cost and with how many targets it lost.

    def probe(self, size: int, rung: str, trust: str = "only") -> tuple[Cost, int]:
        cost = run(self.probe_command(size, rung, trust), self.folder)
        return cost, size - len(self.reached(cost.output, rung))

    @staticmethod
    def reached(output: Path, rung: str) -> set[tuple[str, str]]:
        """The targets of which everything asked for was seen."""
        reached = set()
        for line in output.read_text().splitlines():
            result = json.loads(line)
            works = {
                "lookup": result.get("a") == 1 and result.get("aaaa") == 0,
                "connection": result.get("connected") is True,
                "response": result.get("status") == 200 and result.get("trusted") is True,
            }[rung]
            if works:
                reached.add((result["target"], result["path"]))
        return reached

    def probe_command(self, size: int, rung: str, trust: str = "only") -> list:
        return [self.tool, "probe", rung, self.servers.nameserver, self.servers.root, trust,
                self.fleets[size] / "deployments"]

    def curl(self, size: int, scheme: str, authorities: Path) -> tuple[Cost, int]:
        """Looks nothing up: the address is given, which is less than the same work."""
        port = self.servers.tls_port if scheme == "https" else self.servers.plain_port
        config = self.folder / "curl.config"
        config.write_text("".join(
            f'url = "{scheme}://{host}:{port}{path}"\noutput = "/dev/null"\n' for host, path in self.targets[size]))
        width = min(max(size // 16, 64), 256)
        cost = run(["curl", "--silent", "--globoff", "--http1.1", "--parallel", "--parallel-max", width,
                    "--connect-to", f"::{HERE}:{port}", "--cacert", authorities, "--config", config,
                    "--write-out", "%{http_code} %{remote_ip} %{time_connect} %{time_appconnect} %{time_total}\\n"],
                   self.folder, may_fail=True)
        return cost, size - sum(line.startswith("200 ") for line in cost.output.read_text().splitlines())

    def dnsperf(self, size: int) -> tuple[Cost, int]:
        questions = self.folder / "questions"
        questions.write_text("".join(f"{host} A\n{host} AAAA\n" for host, _ in self.targets[size]))
        cost = run(["dnsperf", "-d", questions, "-s", HERE, "-p", self.servers.dns_port, "-q", 128, "-c", 1, "-T", 1,
                    "-n", 1], self.folder)
        return cost, int(re.search(r"Queries lost:\s+(\d+)", cost.output.read_text())[1])

    def instructions(self, trust: str) -> float:
        """What one TLS probe takes by callgrind, which repeats nearly to the digit: what forty more take."""
        stripped = self.folder / "BenchTool"
        if not stripped.exists():
            # valgrind cannot read the debug information of Swift.
            run(["strip", "--strip-debug", "-o", stripped, self.tool], self.folder)

        def total(size: int) -> int:
            profile = self.folder / "callgrind"
            command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={profile}",
                       stripped, *self.probe_command(size, "response", trust)[1:]]
            lost = size - len(self.reached(run(command, self.folder).output, "response"))
            if lost:
                raise SystemExit(f"{lost} of {size} targets were not reached under valgrind")
            return int(re.search(r"^totals: (\d+)", profile.read_text(), re.MULTILINE)[1])

        return (total(60) - total(20)) / 40

    # What is measured.

    def against_peers(self, size: int) -> list[dict]:
        """Several rounds, in each of which everything has its turn."""
        root = self.servers.root
        everything = {
            ("nothing sent", "aml-preflight"): lambda: (run(self.probe_command(size, "nothing"), self.folder), 0),
            ("DNS", "aml-preflight"): lambda: self.probe(size, "lookup"),
            ("DNS", "dnsperf"): lambda: self.dnsperf(size),
            ("TCP", "aml-preflight"): lambda: self.probe(size, "connection"),
            ("TCP", "curl"): lambda: self.curl(size, "http", root),
            ("TLS + HTTP", "aml-preflight"): lambda: self.probe(size, "response"),
            ("TLS + HTTP", "curl"): lambda: self.curl(size, "https", root),
            ("TLS + HTTP, system's trust store", "aml-preflight"): lambda: self.probe(size, "response", "system"),
        }
        if size == 40:
            bundle = self.folder / "bundle.pem"
            bundle.write_text(Path("/etc/ssl/certs/ca-certificates.crt").read_text() + root.read_text())
            everything[("TLS + HTTP, system's trust store", "curl")] = lambda: self.curl(size, "https", bundle)
        costs = {key: [] for key in everything}
        lost = dict.fromkeys(everything, 0)
        for _ in range(ROUNDS[size]):
            for key, measure in everything.items():
                cost, missing = measure()
                costs[key].append(cost)
                lost[key] += missing
        return [
            {"work": work, "who": who, "size": size, "cost": Cost.median(costs[work, who]), "lost": lost[work, who]}
            for work, who in everything
        ]

    def starts(self, programs: dict[str, Path]) -> dict[tuple[str, str], float]:
        """CPU seconds of a start of each program, and of a run with one endpoint and the system's trust store, by what
        is written of it; and of curl for that endpoint. Each is repeated by itself, as whoever repeats it does."""
        host, _ = self.targets[40][0]
        port, root = self.servers.tls_port, self.servers.root
        folder = self.folder / "one"
        folder.mkdir()
        deployment = folder / "one.yaml"
        deployment.write_text(f"name: one\ndependencies:\n- {{name: one, host: {host}, port: {port}, protocol: https}}\n")
        one = ["run", deployment, "--only", "dependency", "--dns-server", self.servers.nameserver, "--ca-file", root, "-o"]
        commands = {
            (name, what): [program, *arguments]
            for name, program in programs.items()
            for what, arguments in {"version": ["--version"], "short": [*one, "short"], "text": [*one, "text"],
                                    "json": [*one, "json"]}.items()
        }
        commands["BenchTool", "line"] = [
            self.tool, "probe", "response", self.servers.nameserver, root, "system", folder]
        commands["curl", "version"] = ["curl", "--version"]
        commands["curl", "line"] = [
            "curl", "--silent", "--output", "/dev/null", "--connect-to", f"::{HERE}:{port}", "--cacert", root,
            "--write-out", "%{http_code}\\n", f"https://{host}:{port}/"]
        medians = {}
        for key, command in commands.items():
            costs = [run(command, self.folder) for _ in range(25)]
            medians[key] = statistics.median(cost.cpu for cost in costs[5:])
            output = costs[-1].output.read_text()
            if key[1] == "json" and (json.loads(output)["summary"]["outcome"] != "pass" or json.loads(output)["findings"]):
                raise SystemExit("the run with one endpoint is not without a finding")
            if key == ("BenchTool", "line") and not self.reached(costs[-1].output, "response"):
                raise SystemExit("BenchTool did not reach the one endpoint")
            if key == ("curl", "line") and output != "200\n":
                raise SystemExit("curl did not reach the one endpoint")
        return medians


def at_a_distance(build: Path) -> dict[str, float] | None:
    """Forty endpoints behind a round trip, in a network namespace; `None` without the right to one."""
    command = distance.rights()
    if command is None:
        return None
    result = subprocess.run([*command, sys.executable, __file__, build, build, "--far"], capture_output=True, text=True)
    if result.returncode != 0:
        raise SystemExit(result.stderr)
    return json.loads(result.stdout)


def far(build: Path, folder: Path) -> dict[str, float]:
    """In that namespace: seconds for all, and how long the handshakes took by their own account."""
    distance.open_network()
    bench = Bench(build, folder, [40], here=distance.HERE, hosts=distance.HOSTS, nameserver=distance.NAMESERVER)
    walls, handshakes = [], []
    with bench.servers:
        for _ in range(7):
            cost, lost = bench.probe(40, "response")
            if lost:
                raise SystemExit(f"{lost} of 40 endpoints were not reached")
            walls.append(cost.wall)
            handshakes += [json.loads(line)["tlsTime"] / 1e6 for line in cost.output.read_text().splitlines()]
    return {"wall": statistics.median(walls), "handshake": statistics.quantiles(handshakes, n=10)[-1]}


def report(rows: list[dict], instructions: dict, starts: dict[tuple[str, str], float], distant: dict | None, load: list[str]):
    def find(work, who, size):
        return next((row for row in rows if (row["work"], row["who"], row["size"]) == (work, who, size)), None)

    print("| Work | Targets | Tool | Wall | CPU for each | Peak memory | Lost | CPU to the peer's |")
    print("|---|---:|---|---:|---:|---:|---:|---:|")
    for row in rows:
        cost, size = row["cost"], row["size"]
        peer = next((other for other in rows if (other["work"], other["size"]) == (row["work"], size)
                     and other["who"] != "aml-preflight"), None)
        ratio = f"{cost.cpu / peer['cost'].cpu:.2f}" if peer and row["who"] == "aml-preflight" else ""
        print(f"| {row['work']} | {size:,} | {row['who']} | {cost.wall:.2f} s | {cost.cpu / size * 1e6:,.0f} µs "
              f"| {cost.memory:.0f} MB | {row['lost']} | {ratio} |")

    tls, system = "TLS + HTTP", "TLS + HTTP, system's trust store"
    goals = []  # what, measured, limit, its form

    def goal(what, measured, limit, form):
        goals.append((what, measured, limit, form))

    goal("instructions for a TLS probe, one root", instructions["only"] / 1e6, 11.8, "{:.2f} million")
    goal("… with the system's trust store, to that", instructions["system"] / instructions["only"], 1.1, "{:.2f}")
    small, large = find(tls, "aml-preflight", 1_000), find(tls, "aml-preflight", 10_000)
    goal("CPU with the system's trust store to that with one root, 1,000 targets",
         find(system, "aml-preflight", 1_000)["cost"].cpu / small["cost"].cpu, 1.1, "{:.2f}")
    goal("CPU with the system's trust store to `curl --parallel`'s, 40 targets",
         find(system, "aml-preflight", 40)["cost"].cpu / find(system, "curl", 40)["cost"].cpu, 0.1, "{:.3f}")
    if large:
        goal("CPU for a TLS probe at 10,000 to that at 1,000",
             large["cost"].cpu / 10_000 / (small["cost"].cpu / 1_000), 1.1, "{:.2f}")
        goal("peak memory, 10,000 TLS results", large["cost"].memory, 64, "{:.0f} MB")
    most = max(row["size"] for row in rows)
    lookups = find("DNS", "aml-preflight", most)["cost"].cpu - find("nothing sent", "aml-preflight", most)["cost"].cpu
    goal("CPU for a name (A and AAAA), beyond a run that sends nothing", lookups / most * 1e6, 42, "{:.1f} µs")
    goal("names lost", sum(row["lost"] for row in rows if row["who"] == "aml-preflight"), 0, "{:.0f}")
    goal("CPU of `--version`, static executable", starts["static", "version"] * 1e3, 10, "{:.1f} ms")
    goal("… dynamic executable", starts["dynamic", "version"] * 1e3, 10, "{:.1f} ms")
    goal("… `curl`, for comparison", starts["curl", "version"] * 1e3, None, "{:.1f} ms")
    goal("CPU of `run`, one endpoint, system's trust store: static executable, a line (`-o short`)",
         starts["static", "short"] * 1e3, 16, "{:.1f} ms")
    goal("… static executable, text", starts["static", "text"] * 1e3, 16, "{:.1f} ms")
    for program, form in (("static", "json"), ("dynamic", "short"), ("dynamic", "text"), ("dynamic", "json")):
        goal(f"… {program} executable, {form}", starts[program, form] * 1e3, None, "{:.1f} ms")
    goal("… BenchTool, dynamic, a line for the result, no report", starts["BenchTool", "line"] * 1e3, None, "{:.1f} ms")
    goal("… `curl`, for comparison, with one root", starts["curl", "line"] * 1e3, None, "{:.1f} ms")
    if distant:
        round_trip = distance.ROUND_TRIP * 1e3
        goal(f"wall, 40 TLS endpoints at {round_trip:.0f} ms round trip", distant["wall"] * 1e3, 1.2 * 4 * round_trip,
             "{:.0f} ms")
        goal("… nine in ten handshakes, as reported", distant["handshake"] * 1e3, 1.2 * round_trip, "{:.0f} ms")

    print("\n| Target | Limit | Measured | |\n|---|---:|---:|---|")
    for what, measured, limit, form in goals:
        verdict = "" if limit is None else "met" if measured <= limit else "missed"
        print(f"| {what} | {'' if limit is None else form.format(limit)} | {form.format(measured)} | {verdict} |")
    if not distant:
        print("\nNothing was measured at a distance: that needs the right to make a network namespace and /dev/net/tun (root).")
    print(f"\nMeasured on {datetime.date.today()}: {os.cpu_count()} cores, {platform.machine()}, "
          f"{platform.freedesktop_os_release()['PRETTY_NAME']}; load {load[0]} before, {load[1]} after (the servers share "
          "the cores). Rounds: " + ", ".join(f"{ROUNDS[size]} of {size:,}" for size in sorted({r['size'] for r in rows}))
          + "; medians.")


def main():
    build, static = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    sizes = [40, 1_000] if "--quick" in sys.argv else [40, 1_000, 10_000]
    folder = Path(tempfile.mkdtemp(prefix="aml-preflight-bench-"))
    folder.chmod(0o755)  # nginx's worker is another user
    try:
        if "--far" in sys.argv:
            print(json.dumps(far(build, folder)))
            return
        load = [f"{os.getloadavg()[0]:.1f}"]
        distant = at_a_distance(build)
        bench = Bench(build, folder, sizes)
        with bench.servers:
            starts = bench.starts({"dynamic": build / "aml-preflight", "static": static})
            rows = [row for size in sizes for row in bench.against_peers(size)]
            instructions = {trust: bench.instructions(trust) for trust in ("only", "system")}
        load.append(f"{os.getloadavg()[0]:.1f}")
        report(rows, instructions, starts, distant, load)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
