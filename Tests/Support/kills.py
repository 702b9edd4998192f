#!/usr/bin/env python3
"""Kills runs at random moments: kills.py CALLBOX [KILLS] [PAGES] [SEED]

Pages hold the blocks of one workspace or of another; each round begins to turn all of them into the
other's, is stopped by SIGKILL after a random time, and then: every page is its old or its new
bytes, and beside the pages lie temporary files at most. A second run is left to end: all pages are
new, and nothing else is left. Exit status 1: something wasn't so.
"""

import pathlib
import random
import signal
import subprocess
import sys
import tempfile
import time

MANIFEST = """callbox: 1
workspace: {{ app_id: {} }}
cookie_domain: acme.com
sites: {{ docs: {{ host: docs.acme.com, root: docs, routes: [{{ path: /**, boot: visitor }}] }} }}
"""
WORKSPACES = ["abc12345", "xyz98765"]


def write_pages(folder, count, source):
    """Pages of 0.1 to 60 kB, some hundred to a folder."""
    for number in range(count):
        page = folder / "docs" / f"{number % 17}" / f"{number:05}.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        filler = source.randbytes(8).hex() * source.choice([4, 40, 400, 4000])
        page.write_text(f"<!DOCTYPE html><title>{number}</title><p>{filler}\n", encoding="ascii")


def files(folder):
    """Every file by its path, those in the output folder too."""
    return {str(path.relative_to(folder)): path.read_bytes()
            for path in folder.rglob("*") if path.is_file() and path.name != "callbox.yml"}


def start(callbox, folder, workspace):
    (folder / "callbox.yml").write_text(MANIFEST.format(workspace), encoding="ascii")
    return subprocess.Popen([callbox, "build", "--quiet"], cwd=folder)


def finish(callbox, folder, workspace):
    status = start(callbox, folder, workspace).wait()
    if status != 0:
        sys.exit(f"a run that nobody killed ended with {status}")
    return files(folder)


def main():
    callbox = str(pathlib.Path(sys.argv[1]).resolve())
    kills, pages, seed = (list(map(int, sys.argv[2:])) + [300, 5000, 1][len(sys.argv) - 2:])
    source = random.Random(seed)
    wrong, halfway, ended, littered = [], 0, 0, 0
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        write_pages(folder, pages, source)
        trees = [finish(callbox, folder, WORKSPACES[0])]
        begin = time.monotonic()
        trees.append(finish(callbox, folder, WORKSPACES[1]))
        seconds = time.monotonic() - begin
        for number in range(kills):
            old, new = trees[(number + 1) % 2], trees[number % 2]
            process = start(callbox, folder, WORKSPACES[number % 2])
            time.sleep(source.uniform(0, seconds))
            process.send_signal(signal.SIGKILL)
            ended += process.wait() == 0
            found = files(folder)
            for path in found.keys() | new.keys():
                torn = path in new and found.get(path) not in (old.get(path), new[path])
                if torn or (path not in new and not path.endswith(".tmp")):
                    wrong.append(f"kill {number}: {path}")
            states = {found.get(path) == new[path] for path in new if path.startswith("docs/")}
            halfway += len(states) == 2
            littered += any(path not in new for path in found)
            after = finish(callbox, folder, WORKSPACES[number % 2])
            wrong += [
                f"after kill {number}: {path}" for path in after.keys() | new.keys()
                if after.get(path) != new.get(path)]
    print("\n".join(wrong[:20]))
    print(
        f"kills: {kills} of runs over {pages} pages, {halfway} with some pages done, "
        f"{littered} with a temporary file left, {ended} too late; wrong: {len(wrong)}")
    # Kills that hit nothing show nothing.
    sys.exit(bool(wrong) or halfway == 0)


if __name__ == "__main__":
    main()
