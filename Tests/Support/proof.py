"""Runs the full counts and writes what they came to: proof.py [PART ...] (by `make proof`).

The parts: sizes, scale, trees, generated, kills, tests, generators, distribution; all of them where
none is named. Each is measured anew, on the machine at hand, and has its section, with commit, date and
what failed, in Sources/CallboxCLI/Documentation.docc/Measured.md, written when the part ends; those of
parts that don't run stay. Ends with 1 where something failed. Times are this machine's; counts are
everyone's.
"""

import datetime
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGE = ROOT / "Sources/CallboxCLI/Documentation.docc/Measured.md"
CALLBOX = ROOT / ".build/release/callbox"
WORK = ROOT / ".build/proof"
# The six of `make bench`, and a package of each generator that Debian's documentation knows: man
# pages, DocBook, Sphinx, Doxygen, gtk-doc, QDoc, Haddock, Javadoc, Groovydoc, texi2any, LaTeX and
# what projects made for themselves.
DOC_PACKAGES = """
git-doc postgresql-doc-15 python3.11-doc libboost1.74-doc openjdk-17-doc rust-doc
apache2-doc bash-doc cmake-doc debian-handbook erlang-doc exim4-doc-html fp-docs-3.2.2 gap-doc
ghc-doc groovy-doc libgtk-3-doc libstdc++-12-doc linux-doc-6.1 nodejs-doc octave-doc
python-django-doc qtbase5-doc-html r-doc-html sqlite3-doc vim-doc xorg-docs zsh-doc
""".split()

# Of the part that runs.
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
    sections.append(f"### {title}\n\n" + "\n".join(lines) + "\n")


def last_line(text, pattern):
    found = [line for line in text.splitlines() if re.search(pattern, line)]
    if not found:
        failures.append(f"nothing was printed that has `{pattern}`")
    return found[-1].strip() if found else "(no such line)"


def tests():
    text = run("swift", "test", environment={"CALLBOX_PROOF": "1"})
    section(
        "Tests", "`CALLBOX_PROOF=1 swift test`: the full counts of generated manifests and mutants.",
        "", "    " + last_line(text, "Test run with"))
    lines = re.findall(r"^(?:race|cost): .*", text, re.MULTILINE)
    section(
        "Browsers", "What a rule must never let happen, tried again and again, and what a page costs",
        "(`Tests/CallboxBrowserTests`); each rule's browsers and tests are in",
        "[Rules and their proofs](RuleProofs.md).", "", *("    " + line for line in lines))
    (WORK / "swift.log").write_text(text, encoding="utf-8")
    text = run("node", "--test", "Tests/RuntimeTests/", environment={"CALLBOX_PROOF": "1"})
    (WORK / "node.log").write_text(text, encoding="utf-8")
    run(sys.executable, "Tests/Support/rules.py", WORK / "swift.log", WORK / "node.log")
    section(
        "Runtime parts", "`CALLBOX_PROOF=1 node --test Tests/RuntimeTests/`, both forms of each part;",
        "the model is every order of events over three documents of two sites.", "",
        *("    " + last_line(text, rf"^# {word} ") for word in ("tests", "pass", "fail")),
        *("    " + line.removeprefix("# \\# ") for line in text.splitlines()
          if re.match(r"# \\# (model|budget|.*gzipped)", line)))
    text = run("node", "Tests/RuntimeTests/mutate.mjs")
    section(
        "Deliberate breaks", "One rule broken at a time in a copy of the runtime, each run against",
        "the tests that name it (`node Tests/RuntimeTests/mutate.mjs`).", "",
        "    " + last_line(text, r"\d+/\d+"))


def generators():
    """Writes the table of Generators.md, too."""
    run("swift", "build", "--build-tests")
    text = run(
        "/usr/bin/python3", "Tests/Generators/generators.py", ".build/debug/callbox",
        ".build/debug/callboxPackageTests.xctest", "--engines")
    page = (PAGE.parent / "Generators.md").read_text(encoding="utf-8")
    table = [line for line in page.splitlines() if line.startswith("|")]
    looked = sum("Chromium, Firefox, WebKit" in line for line in table)
    failed = len(re.findall(r"FAILED|NOTHING", text))
    section(
        "Generators", "Real generators and their sites in three browsers, by",
        "[make generators](Generators.md), which has the table.", "",
        f"    {looked} looked at in all three, {failed} failed")


def distribution():
    text = run("make", "distribution")
    start = text.find("static binary: ")
    section(
        "Distribution", "The one file and the wheel where there is no Swift",
        "(`make distribution`, [Installing](Installing.md)).", "",
        *("    " + line for line in text[start:].splitlines() if start >= 0))


def scale():
    text = run(sys.executable, "Tests/Support/scale.py", CALLBOX)
    section(
        "Cost by routes", "Three sites, a dictionary of 250 attributes (`Tests/Support/scale.py`).",
        "", *("    " + line for line in text.splitlines()))


def manifest(folder, app_id, pages="{}"):
    (folder / "callbox.yml").write_text(
        f"callbox: 1\nworkspace: {{ app_id: {app_id} }}\ncookie_domain: acme.com\nsites:\n"
        f"  docs:\n    host: docs.acme.com\n    root: docs\n    pages: {pages}\n"
        "    routes: [{ path: /**, boot: visitor }]\n", encoding="utf-8")


def is_back(folder):
    """Takes the blocks out; whether every file is what it was."""
    run(CALLBOX, "remove", cwd=folder)
    return run("diff", "-r", "--no-dereference", "before", "docs", cwd=folder, may_fail=(1,)) == ""


def judge_python():
    """A Python that has the judge's parsers."""
    if not (WORK / "venv").exists():
        run(sys.executable, "-m", "venv", WORK / "venv")
        run(WORK / "venv/bin/pip", "install", "-q", "turbohtml", "html5lib")
    return WORK / "venv/bin/python"


def compare(judge, folder, *options):
    text = run(
        judge, "Tests/Support/judge.py", "compare", folder / "before", folder / "docs", *options)
    return last_line(text, r"(right|unchanged|wrong): \d")


def trees():
    """Real trees that nobody here made: built, checked, drifted, judged, removed."""
    judge = judge_python()
    rows = [
        "| package | pages | with a block | skipped | check | drift seen | judge | bytes back |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |"]
    total = 0
    for package in DOC_PACKAGES:
        folder = WORK / package
        folder.mkdir(parents=True)
        run("apt-get", "download", package, cwd=folder)
        run("sh", "-c", "dpkg -x *.deb docs && cp -a docs before", cwd=folder)
        manifest(folder, "abc12345")
        report = run(CALLBOX, "build", cwd=folder)
        pages = sum(
            path.suffix.lower() in (".html", ".htm") for path in (folder / "docs").rglob("*"))
        total += pages
        inserted = re.search(r"(\d+) inserted", report)
        skipped = re.search(r"(\d+) skipped", report)
        clean = "everything is as build would make it" in run(CALLBOX, "check", cwd=folder)
        judged = compare(judge, folder)
        manifest(folder, "xyz98765")
        drift = "outdated block" in run(CALLBOX, "check", cwd=folder, may_fail=(1,))
        back = is_back(folder)
        if not (clean and drift and back):
            failures.append(f"{package}: clean {clean}, drift {drift}, bytes back {back}")
        rows.append(
            f"| {package} | {pages} | {inserted[1] if inserted else 0} "
            f"| {skipped[1] if skipped else 0} | {'clean' if clean else 'NOT CLEAN'} "
            f"| {'yes' if drift else 'NO'} | {judged} | {'all' if back else 'NOT ALL'} |")
        shutil.rmtree(folder)
    section(
        "Real trees", f"{total} pages of {len(DOC_PACKAGES)} of Debian's documentation packages, "
        "judged by turbohtml.", "", *rows)


def generated():
    """Pages that were written to be hard, of every kind, judged twice where that is quick."""
    judge = judge_python()
    tests = html5lib_tests(judge)
    rows = ["| pages | turbohtml | html5lib | bytes back |", "| --- | --- | --- | --- |"]
    for title, writer, is_judged_twice in [
        ("random documents", ["random", "200000", "1"], False),
        ("every prefix of 2,000 random documents", ["prefixes", "2000", "2"], False),
        ("html5lib's tree-construction inputs", ["tree-construction", tests], True),
        ("the hard pages of our tests", ["hard"], True),
        ("random documents, another seed", ["random", "20000", "3"], True),
    ]:
        folder = WORK / "generated"
        folder.mkdir()
        run(judge, "Tests/Support/judge.py", *writer, folder / "docs")
        run("cp", "-a", folder / "docs", folder / "before")
        kinds = "{ redirects: inject, amp: inject, framesets: inject, fragments: inject }"
        manifest(folder, "abc12345", pages=kinds)
        run(CALLBOX, "build", "--quiet", cwd=folder)
        by_turbohtml = compare(judge, folder)
        by_html5lib = compare(judge, folder, "--html5lib") if is_judged_twice else ""
        back = is_back(folder)
        if not back:
            failures.append(f"{title}: not every byte is back")
        rows.append(
            f"| {title} | {by_turbohtml} | {by_html5lib} | {'all' if back else 'NOT ALL'} |")
        shutil.rmtree(folder)
    section(
        "Hard pages", "The tree after is the tree before with one more script in the head "
        "(`Tests/Support/judge.py`);", "`not judged`: html5lib 1.1 knows no templates.", "", *rows)


def html5lib_tests(judge):
    """The tests of html5lib, which only its source distribution carries."""
    folder = WORK / "html5lib"
    folder.mkdir()
    (folder / "constraint").write_text("setuptools<70\n", encoding="ascii")
    run(
        judge, "-m", "pip", "download", "-q", "--no-deps", "--no-binary", ":all:", "html5lib==1.1",
        cwd=folder, environment={"PIP_CONSTRAINT": str(folder / "constraint")})
    run("tar", "xzf", "html5lib-1.1.tar.gz", cwd=folder)
    return folder / "html5lib-1.1/html5lib/tests/testdata"


def kills():
    text = run(sys.executable, "Tests/Support/kills.py", CALLBOX, "300", "5000")
    section(
        "Kills", "Runs stopped by SIGKILL at random moments: each page is its old or its new bytes,",
        "and the next run leaves nothing behind (`Tests/Support/kills.py`).", "",
        "    " + last_line(text, "^kills:"))


def sizes():
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        run("cp", "-r", ROOT / "examples/acme", folder)
        text = run(CALLBOX, "build", cwd=pathlib.Path(folder) / "acme")
        rows = [line for line in text.splitlines() if "sha256" in line or "policy hash" in line]
    section(
        "Sizes", "The blocks of examples/acme; Intercom's own snippet has 545 bytes, 352 gzipped.",
        "", *("    " + row.rstrip() for row in rows))


PARTS = {
    part.__name__: part
    for part in (sizes, scale, trees, generated, kills, tests, generators, distribution)}


def write(name, commit):
    """Puts the part's section into the page, in the order of the parts."""
    date = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d")
    text = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    old = dict(re.findall(r"^## (\w+)\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL))
    verdict = "Nothing failed." if not failures else "**Failed:**\n\n" + "\n".join(
        f"- {failure}" for failure in failures)
    old[name] = "\n".join(
        ["", f"On {date}, at commit {commit}, {os.cpu_count()} cores. {verdict}", "", *sections])
    PAGE.write_text(
        "# Measured\n\nThe full counts, written by `make proof`, part by part.\n\n" + "\n".join(
            f"## {part}\n{old[part].rstrip()}\n" for part in PARTS if part in old),
        encoding="utf-8")


def main():
    names = sys.argv[1:] or list(PARTS)
    if unknown := set(names) - set(PARTS):
        sys.exit(f"no part is called {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    # Before the page is written: that alone makes the tree another.
    commit = run("git", "describe", "--always", "--dirty", "--abbrev=12").strip()
    run("swift", "build", "-c", "release", "--product", "callbox")
    run("rm", "-rf", WORK)
    WORK.mkdir(parents=True)
    has_failed = bool(failures)
    for name in names:
        PARTS[name]()
        write(name, commit)
        has_failed = has_failed or bool(failures)
        print(f"{name}: {'failed' if failures else 'passed'}", flush=True)
        failures.clear()
        sections.clear()
    sys.exit(has_failed)


if __name__ == "__main__":
    main()
