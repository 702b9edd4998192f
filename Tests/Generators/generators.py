"""Runs real site generators with Callbox: generators.py CALLBOX [NAME...] (by `make generators`).

For each folder of `examples` with a generator: builds the site with Callbox in its place, looks at a
page in Chromium, builds anew, and makes a first manifest with `callbox init`. With all of them it
writes the table of Generators.md. Ends with 1 where something failed.
"""

import functools
import http.server
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import threading

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGE = ROOT / "Sources/CallboxCLI/Documentation.docc/Generators.md"
WORK = ROOT / ".build/generators"
VENV = WORK / "venv"
PYPI = "mkdocs mkdocs-material sphinx furo pelican markdown zensical lektor nikola[extras]".split()
AFTER = "after it"

# Name: how to ask its version, its build, the built tree, where Callbox goes in.
GENERATORS = {
    "hugo": ("/usr/bin/hugo version", "/usr/bin/hugo", "public", AFTER),
    "jekyll": ("jekyll --version", "jekyll build", "_site", "hook `:site, :post_write`"),
    "mkdocs": ("pip show mkdocs-material", "mkdocs build", "site", "hook `on_post_build`"),
    "sphinx": ("sphinx-build --version", "sphinx-build . _build/html", "_build/html",
               "`build-finished`"),
    "pelican": ("pelican --version", "pelican", "output", "signal `finalized`"),
    "nanoc": ("nanoc --version", "nanoc compile", "output", "`postprocess`"),
    "lektor": ("lektor --version", "lektor build -O public", "public", AFTER),
    "nikola": ("nikola version", "nikola build", "output", AFTER),
    "zensical": ("zensical --version", "zensical build", "site", AFTER),
    "docc": ("swift --version",
             "docc convert Acme.docc --output-path Acme.doccarchive "
             "--transform-for-static-hosting", "Acme.doccarchive", AFTER),
}


def run(command, folder, environment, may_fail=False):
    """Standard output and error; a command that fails raises."""
    result = subprocess.run(
        command.split(), cwd=folder, env=environment, text=True, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, check=False, timeout=300)
    if result.returncode and not may_fail:
        raise RuntimeError(f"{command} ended with {result.returncode}:\n{result.stdout[-3000:]}")
    return result.stdout


def blocks(tree):
    """How often each page holds a block."""
    return {
        str(path.relative_to(tree)): path.read_bytes().count(b"<script data-callbox=")
        for path in sorted(tree.rglob("*.html"))}


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


def loads_messenger(tree, page):
    """Whether Chromium, shown a page at its own host, asks once for the Messenger's script."""
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(Quiet, directory=str(tree)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"127.0.0.1:{server.server_port}"
    try:
        with tempfile.TemporaryDirectory() as home:
            text = subprocess.run(
                ["chromium", "--headless", "--no-sandbox", "--disable-gpu",
                 f"--user-data-dir={home}", "--virtual-time-budget=4000", "--dump-dom",
                 f"--host-resolver-rules=MAP docs.acme.com {address}, MAP * ~NOTFOUND",
                 f"http://docs.acme.com/{page}"],
                text=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=90,
                check=False, env={**os.environ, "HOME": home, "TMPDIR": home}).stdout
    finally:
        server.shutdown()
        server.server_close()
    return len(re.findall(r'src="https://widget\.intercom\.io/widget/abc12345"', text)) == 1


def prove(name, callbox):
    """The row of one generator; raises where something is wrong."""
    version_command, build, tree_name, place = GENERATORS[name]
    folder = WORK / "work" / name
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(ROOT / "examples" / name, folder)
    environment = {
        **os.environ, "NO_COLOR": "1", "LC_ALL": "C.UTF-8",
        "PATH": f"{callbox.parent}:{VENV / 'bin'}:{os.environ['PATH']}"}

    def make():
        run(build, folder, environment)
        if place == AFTER:
            run("callbox build", folder, environment)
        run("callbox check --strict", folder, environment)

    version = re.search(r"\d+\.\d+[\d.]*", run(version_command, folder, environment))[0]
    tree = folder / tree_name
    make()
    first = blocks(tree)
    pages = [page for page, count in first.items() if count == 1]
    if len(pages) < 2 or max(first.values()) > 1:
        raise RuntimeError(f"blocks: {first}")
    page = "index.html" if "index.html" in pages else pages[0]
    if not loads_messenger(tree, page):
        raise RuntimeError(f"{page} doesn't load the Messenger once in Chromium")
    # A change, so that the generator writes something anew.
    for source in (path for pattern in ("guide.*", "Guide.md") for path in folder.rglob(pattern)):
        if tree not in source.parents and source.suffix in (".md", ".rst", ".html"):
            source.write_text(source.read_text() + "\nMind your feet.\n")
    make()
    if blocks(tree) != first:
        raise RuntimeError(f"after a rebuild: {blocks(tree)}, before: {first}")
    # A first manifest, by nobody's answers.
    (folder / "callbox.yml").unlink()
    shutil.rmtree(folder / "build" / "callbox", ignore_errors=True)
    run("callbox init", folder, environment)
    for command in ("check --inputs --strict", "build", "check --strict"):
        run(f"callbox {command}", folder, environment)
    made = (folder / "callbox.yml").read_text()
    if blocks(tree) != first:
        raise RuntimeError(f"after init: {blocks(tree)}")
    host = re.search(r"host: (.*)", made)[1].split(" ")[0]
    return f"| {name} | {version} | {len(pages)} | {place} | Chromium | {host} |"


def main():
    callbox = pathlib.Path(sys.argv[1]).resolve()
    names = sys.argv[2:] or list(GENERATORS)
    if not (VENV / "bin/nikola").exists() and set(names) - {"hugo", "jekyll", "nanoc", "docc"}:
        subprocess.run([sys.executable, "-m", "venv", VENV], check=True)
        subprocess.run([VENV / "bin/pip", "install", "-q", *PYPI], check=True)
    rows, failures = [], []
    for name in names:
        try:
            rows.append(prove(name, callbox))
            print(rows[-1], flush=True)
        except (RuntimeError, subprocess.TimeoutExpired) as error:
            failures.append(name)
            print(f"{name}: FAILED: {error}", flush=True)
    if len(rows) == len(GENERATORS):
        text = PAGE.read_text(encoding="utf-8")
        start, end = "<!-- made by make generators -->\n", "<!-- end of generators -->"
        table = (
            "\n| Generator | Version | Pages | Callbox runs | Looked at in | `init` found |\n"
            "| --- | --- | --- | --- | --- | --- |\n" + "\n".join(rows) + "\n\n")
        PAGE.write_text(
            text[:text.index(start) + len(start)] + table + text[text.index(end):],
            encoding="utf-8")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
