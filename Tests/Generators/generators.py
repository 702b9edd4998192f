"""Runs real site generators with Callbox: generators.py CALLBOX TESTS [--engines] [NAME...].

For each folder of `examples` with a generator: builds the site with Callbox in its place, changes a
source, builds anew, and makes a first manifest with `callbox init`. Then the sites are looked at in
Chromium, with `--engines` in Firefox and WebKit, too, by GeneratedSitesTests of the test program
TESTS. With all generators it writes the table of Generators.md. Ends with 1 where something failed.
By `make generators`.
"""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import typing

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGE = ROOT / "Sources/CallboxCLI/Documentation.docc/Generators.md"
WORK = ROOT / ".build/generators"
VENV = WORK / "venv"
PYPI = "mkdocs mkdocs-material sphinx furo pelican markdown zensical lektor nikola[extras]".split()
AFTER = "after it"
BEFORE = "before it: "


class Generator(typing.NamedTuple):
    version: str  # the command that tells it
    build: str
    tree: str
    place: str  # where Callbox goes in
    page: str = ""  # the one that is looked at
    link: str = None  # one that the site follows without loading anew
    consent: bool = False  # whether it asks for consent first
    init: bool = True  # whether `callbox init` proposes what the example has


MATERIAL = ("pip show mkdocs-material", "mkdocs build", "site", "hook `on_post_build`")
GENERATORS = {
    "hugo": Generator("/usr/bin/hugo version", "/usr/bin/hugo", "public", AFTER),
    "hugo-include": Generator("/usr/bin/hugo version", "/usr/bin/hugo", "public",
                              BEFORE + "a partial", init=False),
    "jekyll": Generator("jekyll --version", "jekyll build", "_site", "hook `:site, :post_write`"),
    "jekyll-include": Generator("jekyll --version", "jekyll build", "_site",
                                BEFORE + "an include", init=False),
    "mkdocs": Generator(*MATERIAL, link=".md-nav a[href*=guide]"),
    "mkdocs-consent": Generator(*MATERIAL, consent=True),
    "sphinx": Generator("sphinx-build --version", "sphinx-build . _build/html", "_build/html",
                        "`build-finished`"),
    "pelican": Generator("pelican --version", "pelican", "output", "signal `finalized`"),
    "nanoc": Generator("nanoc --version", "nanoc compile", "output", "`postprocess`"),
    "lektor": Generator("lektor --version", "lektor build -O public", "public", AFTER),
    "nikola": Generator("nikola version", "nikola build", "output", AFTER),
    "zensical": Generator("zensical --version", "zensical build", "site", AFTER,
                          link=".md-nav a[href*=guide]"),
    "docc": Generator("swift --version",
                      "docc convert Acme.docc --output-path Acme.doccarchive "
                      "--transform-for-static-hosting", "Acme.doccarchive", AFTER,
                      page="documentation/acme", link="a[href*=guide]"),
    "doxygen": Generator("doxygen --version", "doxygen", "html", AFTER),
    "swift": Generator("swift --version", "swift run -q Site", "public", "`CallboxKit`",
                       init=False),
}


def run(command, folder, environment, may_fail=False):
    """Standard output and error; a command that fails raises."""
    result = subprocess.run(
        command.split(), cwd=folder, env=environment, text=True, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, check=False, timeout=1800)
    if result.returncode and not may_fail:
        raise RuntimeError(f"{command} ended with {result.returncode}:\n{result.stdout[-3000:]}")
    return result.stdout


def blocks(tree):
    """How often each page holds a block."""
    return {
        str(path.relative_to(tree)): path.read_bytes().count(b"<script data-callbox=")
        for path in sorted(tree.rglob("*.html"))}


def prove(name, callbox):
    """The columns of one generator that need no browser, and what to look at; raises where
    something is wrong."""
    generator = GENERATORS[name]
    folder = WORK / "work" / name
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(ROOT / "examples" / name, folder)
    environment = {
        **os.environ, "NO_COLOR": "1", "LC_ALL": "C.UTF-8",
        "PATH": f"{callbox.parent}:{VENV / 'bin'}:{os.environ['PATH']}"}
    is_before = generator.place.startswith(BEFORE)
    if (folder / "Package.swift").exists():
        package = folder / "Package.swift"
        package.write_text(package.read_text().replace('"../.."', f'"{ROOT}"'))
        environment["SWIFTPM_BUILD_DIR"] = str(WORK / "package")
        environment.pop("CALLBOX_NO_PLUGIN", None)

    def make():
        if is_before:
            run("callbox build", folder, environment)
        run(generator.build, folder, environment)
        if generator.place == AFTER:
            run("callbox build", folder, environment)
        root = f" --root docs={generator.tree}" if is_before else ""
        run(f"callbox check --strict{root}", folder, environment)

    version = re.search(r"\d+\.\d+[\d.]*", run(generator.version, folder, environment))[0]
    tree = folder / generator.tree
    make()
    first = blocks(tree)
    pages = [page for page, count in first.items() if count == 1]
    if len(pages) < 2 or max(first.values()) > 1:
        raise RuntimeError(f"blocks: {first}")
    # A change, so that the generator writes something anew.
    changed = 0
    for source in (path for pattern in ("guide.*", "Guide.md") for path in folder.rglob(pattern)):
        if tree not in source.parents and source.suffix in (".md", ".rst", ".html"):
            source.write_text(source.read_text() + "\nMind your feet.\n")
            changed += 1
    make()
    if blocks(tree) != first:
        raise RuntimeError(f"after a rebuild: {blocks(tree)}, before: {first}")
    if changed and not any(b"Mind your feet" in path.read_bytes() for path in tree.rglob("*.*")
                           if path.suffix in (".html", ".json")):
        raise RuntimeError("no page shows the change")
    if name == "swift":
        run("swift package --allow-writing-to-package-directory callbox check --strict",
            folder, environment)
    shown = WORK / "shown" / name
    shutil.rmtree(shown, ignore_errors=True)
    shutil.copytree(tree, shown)
    host = ""
    if generator.init:
        # A first manifest, by nobody's answers; without the id a lint asks for it.
        (folder / "callbox.yml").unlink()
        shutil.rmtree(folder / "build" / "callbox", ignore_errors=True)
        run("callbox init --app-id abc12345", folder, environment)
        for command in ("check --inputs --strict", "build", "check --strict"):
            run(f"callbox {command}", folder, environment)
        if blocks(tree) != first:
            raise RuntimeError(f"after init: {blocks(tree)}")
        made = (folder / "callbox.yml").read_text()
        host = re.search(r"host: (.*)", made)[1].split(" ")[0]
    page = generator.page or ("" if "index.html" in pages else pages[0])
    site = {"name": name, "tree": str(shown), "page": page, "link": generator.link,
            "asksForConsent": generator.consent}
    return [name, version, len(pages), generator.place, host], site


def look(sites, tests, with_engines):
    """What each site was seen to do, by engine; the tests' output where one failed, else None."""
    listing = WORK / "sites.json"
    listing.write_text(json.dumps(sites), encoding="utf-8")
    environment = {**os.environ, "CALLBOX_SITES": str(listing)}
    if with_engines:
        environment["CALLBOX_PROOF"] = "1"
    result = subprocess.run(
        [tests, "--testing-library", "swift-testing", "--filter", "GeneratedSitesTests"],
        cwd=ROOT, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        check=False, timeout=1800)
    seen = {site["name"]: {} for site in sites}
    for name, what, engine in re.findall(
            r"^generator: (\S+) (boots|navigates|asks).* in (\w+)$", result.stdout, re.MULTILINE):
        seen[name].setdefault(engine, []).append(what)
    return seen, result.stdout if result.returncode else None


def main():
    callbox, tests = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])
    with_engines = "--engines" in sys.argv
    names = [name for name in sys.argv[3:] if name != "--engines"] or list(GENERATORS)
    if not (VENV / "bin/nikola").exists():
        subprocess.run([sys.executable, "-m", "venv", VENV], check=True)
        subprocess.run([VENV / "bin/pip", "install", "-q", *PYPI], check=True)
    rows, sites, failures = [], [], []
    for name in names:
        try:
            row, site = prove(name, callbox)
            rows.append(row)
            sites.append(site)
            print(*row, flush=True)
        except (RuntimeError, subprocess.TimeoutExpired) as error:
            failures.append(name)
            print(f"{name}: FAILED: {error}", flush=True)
    seen, failure = look(sites, tests, with_engines)
    if failure:
        failures.append("browsers")
        print(failure[-6000:])
    engines = ["Chromium", "Firefox", "WebKit"] if with_engines else ["Chromium"]
    for row, site in zip(rows, sites):
        wanted = ["asks"] if site["asksForConsent"] else (
            ["boots", "navigates"] if site["link"] else ["boots"])
        by = [name for name in engines if sorted(seen[site["name"]].get(name.lower(), [])) == wanted]
        if by != engines:
            failures.append(site["name"])
        row.insert(4, ", ".join(by) or "NOTHING")
        row.insert(5, ", ".join(wanted).replace("asks", "asks for consent"))
        print(*row, flush=True)
    if len(rows) == len(GENERATORS):
        text = PAGE.read_text(encoding="utf-8")
        start, end = "<!-- made by make generators -->\n", "<!-- end of generators -->"
        columns = ["Generator", "Version", "Pages", "Callbox runs", "Looked at in", "There it",
                   "`init` found"]
        table = [columns, ["---"] * len(columns), *rows]
        PAGE.write_text(
            text[:text.index(start) + len(start)] + "\n"
            + "\n".join("| " + " | ".join(map(str, row)).replace("|  |", "| |") + " |"
                        for row in table)
            + "\n\n" + text[text.index(end):],
            encoding="utf-8")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
