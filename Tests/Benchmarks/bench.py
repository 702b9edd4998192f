#!/usr/bin/env python3
"""Measures injection against its floor and its peers, and a page's cost (by `make bench`):
bench.py [ROUNDS | cost]

Writes what it measured into Sources/CallboxCLI/Documentation.docc/Benchmarks.md, too; what a block
costs a page is `pagecost.py`'s, and with `cost` measured alone, of the release build that is there.
The pages of six Debian documentation packages (47,986 files, 883 MB) on a memory file system. Each
round runs every contestant once, so that whatever else the machine does touches all alike; the
first round only warms up. Printed: medians of wall and processor time, the medians of each round's
ratio to the plain copier, and from a run each where the time goes. Times are a machine's, ratios
nearly everyone's.

Needs python-lolhtml from PyPI, in a virtual environment of its own; all else is Debian's.
"""

import datetime
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
HERE = pathlib.Path(__file__).parent
CALLBOX = ROOT / ".build/release/callbox"
WORK = ROOT / ".build/bench"
PAGE = ROOT / "Sources/CallboxCLI/Documentation.docc/Benchmarks.md"
MEMORY = pathlib.Path("/dev/shm/callbox-bench")
PACKAGES = [
    "git-doc", "postgresql-doc-15", "python3.11-doc", "libboost1.74-doc", "openjdk-17-doc",
    "rust-doc"]
COPIES = 10
COST = "## What a block costs a page"
MANIFEST = """callbox: 1
workspace: { app_id: abc12345 }
cookie_domain: acme.com
sites:
  docs:
    host: docs.acme.com
    root: tree
    pages: { redirects: inject, amp: inject, framesets: inject, fragments: inject }
    routes: [{ path: /**, boot: visitor }]
"""
# What, of what, at most (a negative number: at least), and what does the same work in C and nothing
# besides; each of the medians that are printed.
TARGETS = [
    ("inject", "handles", "processor", 1.10, "handles"),
    ("inject", "handles", "wall", 1.10, "handles"), ("inject", "cp -r", "wall", 0.65, "handles"),
    ("lolhtml", "inject", "wall", -3.5, "handles"), ("again", "plain", "wall", 0.45, "read"),
    ("again", "plain", "processor", 0.45, "read")]
# Where a sample falls, by file and function: the first that fits.
PLACES = {
    "the system": r"\[kernel",
    "`memchr`, `memcmp`, `memcpy`": r"libc\S*\[.\] __mem(chr|cmp|mov|cpy)",
    "the rest of the C library": "libc\\.",
    "Callbox": "callbox|copier",
    "Swift's runtime (references, memory, types)": "libswift|lib_?Foundation",
    "other": "",
}


def run(*arguments):
    """Wall and processor seconds and peak megabytes of a command, its children with it."""
    start = time.monotonic()
    child = subprocess.Popen(list(map(str, arguments)), cwd=MEMORY, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.monotonic() - start
    # sed says so where a page has no head; everything else that fails is an error.
    if status != 0:
        sys.exit(f"{' '.join(map(str, arguments))} ended with status {status}")
    return {
        "wall": wall, "processor": usage.ru_utime + usage.ru_stime,
        "memory": usage.ru_maxrss / 1024}


def fetch():
    """The packages, unpacked; their pages alone on the memory file system."""
    packed, unpacked = WORK / "packages", WORK / "unpacked"
    packed.mkdir(parents=True, exist_ok=True)
    unpacked.mkdir(exist_ok=True)
    for package in PACKAGES:
        if (unpacked / package).exists():
            continue
        if not list(packed.glob(f"{package}_*.deb")):
            subprocess.run(["apt-get", "download", "-qq", package], cwd=packed, check=True)
        deb = next(packed.glob(f"{package}_*.deb"))
        subprocess.run(["dpkg", "-x", deb, unpacked / package], check=True)
    return unpacked


def build_tools():
    subprocess.run(
        ["clang", "-O2", "-Wall", "-pthread", "-o", WORK / "copier", HERE / "copier.c"], check=True)
    subprocess.run(
        ["swiftc", "-O", "-wmo", "-swift-version", "6", "-package-name", "callbox",
         "-parse-as-library", "-module-name", "ScanSpeed", "-o", WORK / "scan-speed",
         *sorted((ROOT / "Sources/CallboxHTML").glob("*.swift")), HERE / "ScanSpeed.swift"],
        check=True)
    if not (WORK / "venv").exists():
        subprocess.run([sys.executable, "-m", "venv", WORK / "venv"], check=True)
    subprocess.run([WORK / "venv/bin/pip", "install", "-q", "python-lolhtml"], check=True)


def fresh(copy=None):
    """An untouched tree for the next contestant."""
    tree = MEMORY / "tree"
    shutil.rmtree(tree, ignore_errors=True)
    if copy is not None:
        return run(*copy, MEMORY / "pages", tree)
    return run(WORK / "copier", "plain", MEMORY / "pages", tree)


def one_round(block):
    """Each contestant's times. Those that work in place get a tree just copied."""
    peers = [WORK / "venv/bin/python", HERE / "peers.py"]
    sed = "s|<head>|&<script src=/callbox.js></script>|"
    times = {"plain": fresh()}
    times["inject"] = run(CALLBOX, "build", "--quiet")
    times["again"] = run(CALLBOX, "build", "--quiet")
    times["read"] = run(WORK / "copier", "read", "tree")
    times["cp -r"] = fresh(["cp", "-r"])
    times["handles"] = run(WORK / "copier", "handles", "tree", block.stat().st_size)
    fresh()
    times["lolhtml"] = run(*peers, "lolhtml", "tree", block)
    fresh()
    times["regex"] = run(*peers, "regex", "tree", block)
    fresh()
    times["sed -i"] = run(
        "sh", "-c", f"find tree -name '*.html' -print0 | xargs -0 -P 2 -n 1000 sed -i '{sed}'")
    return times


def commit():
    """The state of the code that is measured."""
    return subprocess.run(
        ["git", "rev-parse", "--short=10", "HEAD"], cwd=ROOT, text=True, stdout=subprocess.PIPE,
        check=False).stdout.strip()


def page(rounds, scans, copies):
    """What was measured, as the page of the documentation."""
    def median(name, what):
        return statistics.median(times[name][what] for times in rounds)

    def ratio(name, other, what):
        return statistics.median(times[name][what] / times[other][what] for times in rounds)

    load = " ".join(f"{number:.1f}" for number in os.getloadavg())
    lines = [
        "# Benchmarks", "",
        f"Written by `make bench` on {datetime.date.today()}, at commit {commit()}: the pages of six of",
        f"Debian's documentation packages, on a memory file system, {os.cpu_count()} cores; medians of",
        f"{len(rounds)} interleaved rounds. The load of the machine at the end was {load}.", "",
        "In C, on two threads: `plain` copies each page once, `handles` rewrites it in place with the",
        "injector's own system calls, `read` only reads it. `inject` is `callbox build`, `again` the",
        "same when nothing has changed. The peers put a block of the same size into every page, on two",
        "processes. Ratios are those of one round to `plain`, and their median.", "",
        "| job | wall | ratio | processor | ratio | peak MB |", "| --- | --- | --- | --- | --- | --- |"]
    for name in rounds[0]:
        wall, processor = (
            f"{median(name, what):.2f} s | {ratio(name, 'plain', what):.2f}"
            for what in ("wall", "processor"))
        lines.append(f"| {name} | {wall} | {processor} | {median(name, 'memory'):.0f} |")
    lines += [
        "", "## What was wanted", "",
        "The floor is the figure that `handles` or `read` would have in the place of Callbox, or one",
        "`memchr` to the end of each page in that of a scan.", "",
        "| figure | measured | wanted | | floor |", "| --- | --- | --- | --- | --- |"]

    def wanted(figure, measured, limit, form="{:.2f}", floor=""):
        """One line; a negative limit is the least that is wanted."""
        is_reached = measured >= -limit if limit < 0 else measured <= limit
        lines.append(
            f"| {figure} | {form.format(measured)} "
            f"| {'at least' if limit < 0 else 'at most'} {form.format(abs(limit))} "
            f"| {'reached' if is_reached else 'MISSED'} | {floor} |")

    for name, other, what, limit, floor in TARGETS:
        own = "inject" if "inject" in (name, other) else "again"
        floors = [floor if each == own else each for each in (name, other)]
        wanted(
            f"{name} / {other}, {what}", ratio(name, other, what), limit,
            floor=f"{ratio(*floors, what):.2f}")
    for name, (rate, floor) in scans.items():
        wanted(
            f"pages a second, {name}, scanned in memory on one core", rate, -400000, "{:,.0f}",
            f"{floor:,}")
    wanted("peak memory, MB", max(times["inject"]["memory"] for times in rounds), 100, "{:.0f}")
    if copies:
        wanted(
            f"{COPIES} copies of the tree as one site / one, wall",
            copies["wall"] / median("inject", "wall"), COPIES * 1.15, "{:.1f}")
        wanted(
            f"{COPIES} copies / one, processor",
            copies["processor"] / median("inject", "processor"), COPIES * 1.15, "{:.1f}")
        wanted(f"peak memory of {COPIES} copies, MB", copies["memory"], 100, "{:.0f}")
    return "\n".join(lines) + "\n"


def samples(*arguments):
    """A command's samples, 4,000 a second of processor time, by where they fell."""
    recorded = MEMORY / "samples"
    run("perf", "record", "-q", "-e", "cpu-clock", "-F", "4000", "-o", recorded, *arguments)
    report = subprocess.run(
        ["perf", "report", "-q", "-i", recorded, "--stdio", "--no-children", "-n",
         "--sort", "dso,symbol", "-t", "|"], check=True, text=True, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL).stdout
    found = dict.fromkeys(PLACES, 0)
    for line in filter(None, report.splitlines()):
        _, count, file, symbol = (field.strip() for field in line.split("|")[:4])
        place = next(name for name, files in PLACES.items() if re.match(files, file + symbol))
        found[place] += int(count)
    return found


def profile(block):
    """Where the time of Callbox and of its floors goes: why a figure is out of reach."""
    jobs = {}
    fresh()
    jobs["inject"] = samples(CALLBOX, "build", "--quiet")
    jobs["again"] = samples(CALLBOX, "build", "--quiet")
    jobs["read"] = samples(WORK / "copier", "read", "tree")
    fresh()
    jobs["handles"] = samples(WORK / "copier", "handles", "tree", block.stat().st_size)
    shutil.rmtree(MEMORY / "tree")
    plain = sum(samples(WORK / "copier", "plain", "pages", "tree").values())
    names = ["handles", "inject", "read", "again"]
    lines = [
        "## Where the processor time goes", "",
        "By sampling (`perf`), one run each; 1.00 is the whole of `plain`. The system's part is that of",
        "the same calls in C; what is left to win lies below it.", "",
        f"| | {' | '.join(names)} |", "| --- |" + " --- |" * len(names)]
    for place in PLACES:
        shares = (f"{jobs[name][place] / plain:.2f}" for name in names)
        lines.append(f"| {place} | {' | '.join(shares)} |")
    wholes = (f"{sum(jobs[name].values()) / plain:.2f}" for name in names)
    lines.append(f"| together | {' | '.join(wholes)} |")
    return "\n".join(lines) + "\n"


def many_copies():
    """Ten trees as one site: a tree of ten folders. Not where memory is too small for it."""
    if shutil.disk_usage(MEMORY).free < 14 << 30:
        return None
    shutil.rmtree(MEMORY / "tree")
    (MEMORY / "tree").mkdir()
    for number in range(COPIES):
        run(WORK / "copier", "plain", MEMORY / "pages", MEMORY / f"tree/{number}")
    return run(CALLBOX, "build", "--quiet")


def cost_of_a_block():
    """The page's last section."""
    text = subprocess.run(
        [sys.executable, HERE / "pagecost.py", CALLBOX], check=True, text=True,
        stdout=subprocess.PIPE).stdout
    return f"{COST}\n\nOn {datetime.date.today()}, at commit {commit()}.\n\n" + "".join(
        f"- {line}\n" for line in text.splitlines())


def main():
    if sys.argv[1:] == ["cost"]:
        before = PAGE.read_text(encoding="utf-8").split(COST)[0]
        PAGE.write_text(before + cost_of_a_block(), encoding="utf-8")
        return
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    if shutil.disk_usage("/dev/shm").free < 3 << 30:
        sys.exit("/dev/shm needs 3 GB of space")
    unpacked = fetch()
    build_tools()
    shutil.rmtree(MEMORY, ignore_errors=True)
    MEMORY.mkdir()
    try:
        (MEMORY / "callbox.yml").write_text(MANIFEST, encoding="utf-8")
        run(WORK / "copier", "plain", unpacked, MEMORY / "pages")
        fresh()
        run(CALLBOX, "build")
        block = MEMORY / "build/callbox/docs/snippets/all.html"
        times = [one_round(block) for _ in range(rounds + 1)][1:]
        scans = subprocess.run(
            [WORK / "scan-speed", MEMORY / "pages", block], check=True, text=True,
            stdout=subprocess.PIPE).stdout.splitlines()
        scans = {
            name: (int(rate), int(floor))
            for rate, floor, name in (line.split("\t") for line in scans)}
        text = "\n".join(
            [page(times, scans, many_copies()), profile(block), cost_of_a_block()])
        PAGE.write_text(text, encoding="utf-8")
        print(text)
    finally:
        shutil.rmtree(MEMORY, ignore_errors=True)


if __name__ == "__main__":
    main()
