"""Writes which rule of the glue passed in which browser, by which test.

    rules.py                     runs the browsers and node, in full counts (by `make proof`)
    rules.py SWIFT.LOG NODE.LOG  reads what `swift test` and `node --test` have said

Into Sources/CallboxCLI/Documentation.docc/RuleProofs.md: one line a rule and test. Ends with 1 where
a test that names a rule has failed.
"""

import collections
import datetime
import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGES = ROOT / "Sources/CallboxCLI/Documentation.docc"
ENGINES = ["chromium", "firefox", "webkit"]
RULES = r"(?:[A-Z]\d+(?:, )?)+"


def output(*command):
    result = subprocess.run(
        command, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        env={**os.environ, "CALLBOX_PROOF": "1"}, check=False)
    return result.stdout


def browser_tests(log):
    """The engines that each titled test ran in, and those that it failed in the last time."""
    ran, failed = collections.defaultdict(set), collections.defaultdict(set)
    case = re.compile(r'Test case passing .*?engine → \.(\w+) to "(.*)" started')
    issue = re.compile(r'✘ Test "(.*?)" recorded an issue with .*?engine → \.(\w+)')
    for line in log.splitlines():
        if found := case.search(line):
            ran[found[2]].add(found[1])
            failed[found[2]].discard(found[1])
        elif found := issue.search(line):
            failed[found[1]].add(found[2])
    return ran, {title: engines for title, engines in failed.items() if engines}


def plain_tests(swift, node):
    """Titles of passing tests that need no browser."""
    titles = re.findall(r'✔ Test "(.*)" passed', swift)
    return set(titles), set(re.findall(r"^ok \d+ - (.*?)(?: \(\w+\))?$", node, re.MULTILINE))


def named(titles):
    """By rule, the titles that begin with its id."""
    by_rule = collections.defaultdict(list)
    for title in sorted(titles):
        if found := re.match(rf"({RULES}): ", title):
            for rule in found[1].split(", "):
                by_rule[rule].append(title)
    return by_rule


def main():
    if len(sys.argv) == 3:
        swift, node = (pathlib.Path(path).read_text(encoding="utf-8") for path in sys.argv[1:])
    else:
        swift = output("swift", "test")
        node = output("node", "--test", "--test-reporter=tap", "Tests/RuntimeTests/")
    rules = re.findall(r"^### (\w+)$", (PAGES / "GlueRules.md").read_text("utf-8"), re.MULTILINE)
    ran, failed = browser_tests(swift)
    of_swift, of_node = plain_tests(swift, node)
    in_browsers, by_command, in_node = named(ran), named(of_swift), named(of_node)

    rows = []
    for rule in rules:
        lines = []
        for title in in_browsers[rule]:
            broken = failed.get(title, set())
            engines = [name for name in ENGINES if name in ran[title] - broken]
            failures = [f"**failed in {name}**" for name in sorted(broken)]
            lines.append((", ".join(engines + failures), title))
        lines += [("command line", title) for title in by_command[rule]]
        lines += [("node", title) for title in in_node[rule]]
        rows += [f"| {rule} | {where} | {title} |" for where, title in lines or [("none", "")]]

    commit = output("git", "describe", "--always", "--dirty", "--abbrev=12").strip()
    date = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d")
    seen = [rule for rule in rules if in_browsers[rule]]
    (PAGES / "RuleProofs.md").write_text(
        "# Rules and their proofs\n\n"
        f"Written by `python3 Tests/Support/rules.py` on {date}, at commit {commit}: each rule, where "
        "it passed, and the test's title.\n*node* runs the parts of the runtime in a simulated "
        "browser, in both forms. "
        f"{len(seen)} of {len(rules)} rules are seen in browsers.\n\n"
        "| rule | passed in | test |\n| --- | --- | --- |\n" + "\n".join(rows) + "\n",
        encoding="utf-8")
    for title in sorted(failed):
        print(f"failed in {', '.join(sorted(failed[title]))}: {title}")
    print(f"{len(seen)} of {len(rules)} rules in browsers")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
