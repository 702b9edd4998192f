"""Runs the full counts and writes what they came to: proof.py (by `make proof`).

Everything is measured anew, on the machine at hand, and written with commit and date into
Sources/CallboxCLI/Documentation.docc/Measured.md. Ends with 1 where something failed; the page then
says so. Times are this machine's; counts are everyone's.
"""

import datetime
import hashlib
import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGE = ROOT / "Sources/CallboxCLI/Documentation.docc/Measured.md"
CALLBOX = ROOT / ".build/release/callbox"
WORK = ROOT / ".build/proof"
DOC_PACKAGES = ["git-doc", "python3.11-doc", "postgresql-doc-15"]

failures = []
sections = []


def run(*arguments, cwd=ROOT, environment=None, may_fail=()):
    """Standard output and error of a command; one that fails is on the page."""
    print("+", " ".join(map(str, arguments)), flush=True)
    result = subprocess.run(
        list(map(str, arguments)), cwd=cwd, text=True, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, env={**os.environ, **(environment or {})}, check=False)
    if result.returncode != 0 and result.returncode not in may_fail:
        failures.append(f"`{' '.join(map(str, arguments))}` ended with {result.returncode}")
        print(result.stdout[-4000:])
    return result.stdout


def section(title, *lines):
    sections.append(f"## {title}\n\n" + "\n".join(lines) + "\n")


def last_line(text, pattern):
    found = [line for line in text.splitlines() if re.search(pattern, line)]
    return found[-1].strip() if found else "(no such line)"


def tests():
    text = run("swift", "test", environment={"CALLBOX_PROOF": "1"})
    section(
        "Tests", "`CALLBOX_PROOF=1 swift test`: the full counts of generated manifests and mutants.",
        "", "    " + last_line(text, "Test run with"))
    text = run("node", "--test", "Tests/RuntimeTests/")
    section(
        "Runtime parts", "`node --test Tests/RuntimeTests/`, both forms of each part.", "",
        *("    " + last_line(text, rf"^# {word} ") for word in ("tests", "pass", "fail")))
    text = run("node", "Tests/RuntimeTests/mutate.mjs")
    section(
        "Deliberate breaks", "One rule broken at a time in a copy of the runtime, each run against",
        "the tests that name it (`node Tests/RuntimeTests/mutate.mjs`).", "",
        "    " + last_line(text, r"\d+/\d+"))


def scale():
    text = run(sys.executable, "Tests/Support/scale.py", CALLBOX)
    section(
        "Cost by routes", "Three sites, a dictionary of 250 attributes (`Tests/Support/scale.py`).",
        "", *("    " + line for line in text.splitlines()))


def checksums(folder):
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink()
    }


def manifest(folder, app_id):
    (folder / "callbox.yml").write_text(
        f"callbox: 1\nworkspace: {{ app_id: {app_id} }}\ncookie_domain: acme.com\nsites:\n"
        "  docs:\n    host: docs.acme.com\n    root: docs\n"
        "    routes: [{ path: /**, boot: visitor }]\n", encoding="utf-8")


def trees(judge):
    """Real trees that nobody here made: built, checked, drifted, judged, removed."""
    rows = ["| package | pages | with a block | skipped | check | drift seen | judge | bytes back |",
            "| --- | --- | --- | --- | --- | --- | --- | --- |"]
    for package in DOC_PACKAGES:
        folder = WORK / package
        folder.mkdir(parents=True)
        run("apt-get", "download", package, cwd=folder)
        run("sh", "-c", "dpkg -x *.deb packed", cwd=folder)
        places = {page.parent for page in folder.rglob("*.html")}
        root = min(
            (place for place in places if (place / "index.html").exists()),
            key=lambda place: len(place.parts))
        run("cp", "-a", root, folder / "docs")
        run("cp", "-a", root, folder / "before")
        before = checksums(folder / "docs")
        manifest(folder, "abc12345")
        report = run(CALLBOX, "build", cwd=folder)
        pages = sum(name.lower().endswith((".html", ".htm")) for name in before)
        inserted = re.search(r"(\d+) inserted", report)
        skipped = re.search(r"(\d+) skipped", report)
        clean = "everything is as build would make it" in run(CALLBOX, "check", cwd=folder)
        verdict = last_line(
            run(judge, "Tests/Support/judge.py", "compare", folder / "before", folder / "docs"),
            r"wrong")
        manifest(folder, "xyz98765")
        drift = "outdated block" in run(CALLBOX, "check", cwd=folder, may_fail=(1,))
        run(CALLBOX, "remove", cwd=folder)
        back = checksums(folder / "docs") == before
        if not (clean and drift and back):
            failures.append(f"{package}: clean {clean}, drift {drift}, bytes back {back}")
        rows.append(
            f"| {package} | {pages} | {inserted[1] if inserted else 0} "
            f"| {skipped[1] if skipped else 0} | {'clean' if clean else 'NOT CLEAN'} "
            f"| {'yes' if drift else 'NO'} | {verdict} | {'all' if back else 'NOT ALL'} |")
    section("Real trees", "Debian's documentation packages as a docs site.", "", *rows)


def random_pages(judge):
    folder = WORK / "random"
    folder.mkdir(parents=True)
    run(judge, "Tests/Support/judge.py", "random", "20000", "1", folder / "docs")
    run("cp", "-a", folder / "docs", folder / "before")
    manifest(folder, "abc12345")
    run(CALLBOX, "build", "--quiet", cwd=folder)
    verdict = last_line(
        run(judge, "Tests/Support/judge.py", "compare", folder / "before", folder / "docs"),
        r"wrong")
    section(
        "Random pages", "20,000 hard documents, judged by turbohtml: the tree after is the tree "
        "before with one", "more script in the head (`Tests/Support/judge.py`).", "", "    " + verdict)


def sizes():
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        run("cp", "-r", ROOT / "examples/acme", folder)
        text = run(CALLBOX, "build", cwd=pathlib.Path(folder) / "acme")
        rows = [line for line in text.splitlines() if "sha256" in line or "policy hash" in line]
    section(
        "Sizes", "The blocks of examples/acme; Intercom's own snippet has 545 bytes, 352 gzipped.",
        "", *("    " + row.rstrip() for row in rows))


def main():
    run("swift", "build", "-c", "release", "--product", "callbox")
    run("rm", "-rf", WORK)
    WORK.mkdir(parents=True)
    run(sys.executable, "-m", "venv", WORK / "venv")
    run(WORK / "venv/bin/pip", "install", "-q", "turbohtml", "html5lib")
    judge = WORK / "venv/bin/python"
    sizes()
    scale()
    trees(judge)
    random_pages(judge)
    tests()
    commit = run("git", "describe", "--always", "--dirty", "--abbrev=12").strip()
    date = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d")
    verdict = ["Nothing failed."] if not failures else ["**Failed:**", ""] + [
        f"- {failure}" for failure in failures]
    PAGE.write_text(
        f"# Measured\n\nWritten by `make proof` on {date}, at commit {commit}, on "
        f"{os.cpu_count()} cores.\n\n" + "\n".join(verdict) + "\n\n" + "\n".join(sections),
        encoding="utf-8")
    print("\n".join(verdict))
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
