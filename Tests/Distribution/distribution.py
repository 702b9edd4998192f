"""Tries what `make wheel` leaves: distribution.py CALLBOX (by `make distribution`).

CALLBOX is the ordinary binary, to compare with. The static one runs in a bare Debian root without
Swift, and in a root with nothing else in it; the wheel is installed in a fresh environment whose
path has no Swift; the manual is linted, and the completions are asked in real shells; pre-commit
runs the hook. Prints what holds, a line each; ends with 1 where something doesn't. It mounts /proc,
so it runs as root in a mount namespace of its own.
"""

import os
import pathlib
import pty
import re
import select
import shutil
import subprocess
import sys
import time
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
STATIC = ROOT / ".build/static"
WORK = ROOT / ".build/distribution"
DEBIAN = WORK / "debian"
BARE_PATH = "/usr/sbin:/usr/bin:/sbin:/bin"
ENVIRONMENT = {"PATH": BARE_PATH, "HOME": "/", "LC_ALL": "C.UTF-8", "NO_COLOR": "1", "TERM": "dumb"}

# A public suffix as cookie domain, plain and international, and what is right beside them.
DOMAINS = ["co.uk", "acme.co.uk", "github.io", "acme.github.io", "xn--55qx5d.cn",
           "acme.xn--55qx5d.cn"]


def run(*command, cwd=ROOT, environment=None):
    """Exit code, standard output and error in one."""
    result = subprocess.run(
        list(map(str, command)), cwd=cwd, env=environment, text=True, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, check=False)
    return result.returncode, result.stdout


def must(*command, cwd=ROOT, environment=None):
    code, text = run(*command, cwd=cwd, environment=environment)
    if code:
        raise RuntimeError(f"{' '.join(map(str, command))} ended with {code}:\n{text[-3000:]}")
    return text


def expect(what, holds, detail=""):
    if not holds:
        raise RuntimeError(f"{what}: {detail}")
    print(what, flush=True)


def debian():
    """A Debian of the packages that none can do without, made once."""
    if not (DEBIAN / "etc/debian_version").exists():
        shutil.rmtree(DEBIAN, ignore_errors=True)
        must("debootstrap", "--variant=minbase", "bookworm", DEBIAN)
    return DEBIAN


def mount_proc(root):
    """Swift's runtime looks itself up there before the program starts, and aborts without."""
    (root / "proc").mkdir(exist_ok=True)
    must("mount", "-t", "proc", "proc", root / "proc")


def is_same(first, second):
    return run("diff", "-r", "--no-dereference", first, second) == (0, "")


class Place:
    """Where a binary runs: the folders it sees, and how it is called."""

    def __init__(self, folder, *command, chroot=None):
        self.folder = folder
        self.command = command
        self.chroot = chroot
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(ROOT / "examples/acme", folder / "acme", symlinks=True)

    def callbox(self, *arguments, inside="acme"):
        """Runs it in one of the folders; exit code and output."""
        folder = self.folder / inside
        if not self.chroot:
            return run(*self.command, *arguments, cwd=folder, environment=ENVIRONMENT)
        result = subprocess.run(
            [*self.command, *arguments], text=True, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, env=ENVIRONMENT, check=False,
            preexec_fn=lambda: self.enter(folder))
        return result.returncode, result.stdout

    def enter(self, folder):
        os.chroot(self.chroot)
        os.chdir("/" + str(folder.relative_to(self.chroot)))


def compare(ordinary, other, title):
    """Whether two binaries say, write and take back the same."""
    for command in (["build"], ["check"], ["remove"]):
        expected, got = ordinary.callbox(*command), other.callbox(*command)
        if got != expected or got[0] != 0:
            raise RuntimeError(f"{title}: {command}: {got}\ninstead of {expected}")
        if not is_same(ordinary.folder / "acme", other.folder / "acme"):
            raise RuntimeError(f"{title}: {command} leaves other files")
    if not is_same(other.folder / "acme/public", ROOT / "examples/acme/public"):
        raise RuntimeError(f"{title}: remove doesn't give every byte back")
    refused = 0
    for domain in DOMAINS:
        answers = []
        for place in (ordinary, other):
            folder = place.folder / "suffix"
            folder.mkdir(exist_ok=True)
            (folder / "callbox.yml").write_text(
                f"callbox: 1\nworkspace: {{ app_id: abc12345 }}\ncookie_domain: {domain}\n"
                f"sites:\n  docs:\n    host: docs.{domain}\n"
                "    routes: [{ path: /**, boot: visitor }]\n", encoding="utf-8")
            answers.append(place.callbox("check", "--inputs", inside="suffix"))
        if answers[0] != answers[1]:
            raise RuntimeError(f"{title}: {domain}: {answers}")
        refused += answers[1][0] == 65
    expect(f"{title}: build, check, remove as the ordinary one, byte for byte; "
           f"{refused} of {len(DOMAINS)} cookie domains refused as public suffixes",
           refused == len(DOMAINS) // 2, f"{refused} refused")


def preview(place, title):
    """Whether the web server works there: the workbench and a page with its block."""
    process = subprocess.Popen(
        [*place.command, "preview", "--port", "0"], text=True, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, env=ENVIRONMENT,
        preexec_fn=lambda: place.enter(place.folder / "acme"))
    try:
        port = None
        for line in process.stdout:
            found = re.search(r"http://[^ /]*?:(\d+)", line)
            if found:
                port = found[1]
                break
        request = urllib.request.Request(
            f"http://127.0.0.1:{port}/about/", headers={"Host": f"www.acme.localhost:{port}"})
        with urllib.request.urlopen(request, timeout=20) as answer:
            page = answer.read()
    finally:
        process.terminate()
        process.wait(timeout=20)
    expect(f"{title}: preview serves a page with its block", b"<script data-callbox=" in page)


def static(callbox):
    binary = STATIC / "bin/callbox"
    code, text = run("ldd", binary)
    expect(f"static binary: {binary.stat().st_size / 1e6:.1f} MB, no shared library",
           code == 1 and "not a dynamic executable" in text, text)
    ordinary = Place(WORK / "ordinary", callbox)
    root = debian()
    expect("bare Debian: no Swift in it", run(
        "chroot", root, "sh", "-c",
        "! command -v swift && ! ls -d /usr/lib/swift && ! ls /opt/*")[0] == 0)
    shutil.copy(binary, root / "usr/local/bin/callbox")
    mount_proc(root)
    bare = Place(root / "work", "/usr/local/bin/callbox", chroot=root)
    compare(ordinary, bare, "bare Debian")
    preview(bare, "bare Debian")
    empty = WORK / "empty"
    shutil.rmtree(empty, ignore_errors=True)
    empty.mkdir()
    shutil.copy(binary, empty / "callbox")
    mount_proc(empty)
    ordinary = Place(WORK / "ordinary", callbox)
    compare(ordinary, Place(empty / "work", "/callbox", chroot=empty), "root with nothing else")


def wheel(callbox):
    wheels = list((STATIC / "wheel").glob("*.whl"))
    if len(wheels) != 1:
        raise RuntimeError(f"wheels: {wheels}")
    venv = WORK / "venv"
    shutil.rmtree(venv, ignore_errors=True)
    must("/usr/bin/python3", "-m", "venv", venv)
    must(venv / "bin/pip", "install", "--no-index", "--no-deps", wheels[0],
         environment=ENVIRONMENT)
    installed = venv / "bin/callbox"
    version = must(installed, "--version", environment=ENVIRONMENT).strip()
    expect(f"wheel {wheels[0].name}: installed, prints '{version}'",
           version.replace(" ", "-") == "-".join(wheels[0].name.split("-")[:2]))
    compare(Place(WORK / "ordinary", callbox), Place(WORK / "wheel", installed), "wheel")
    page = must("man", "-M", venv / "share/man", "callbox", environment=ENVIRONMENT)
    commands = [name for name in ("init", "build", "check", "remove", "preview", "explain")
                if f"callbox {name}" in page or re.search(rf"\b{name}\b", page)]
    expect("wheel: `man callbox` shows every command", len(commands) == 6, page[:2000])
    must(venv / "bin/pip", "uninstall", "-y", "callbox", environment=ENVIRONMENT)
    expect("wheel: uninstalled, nothing is left",
           not list(venv.rglob("*callbox*")), list(venv.rglob("*callbox*")))


def manual():
    page = STATIC / "share/man/man1/callbox.1"
    text = must("man", "--warnings", "-l", page, environment={**ENVIRONMENT, "MANPAGER": "cat"})
    warnings = [line for line in text.splitlines() if "warning" in line and "callbox.1" in line]
    # Its warnings are of the generator's style: sentences that begin in the middle of a line.
    lint = run("mandoc", "-T", "lint", "-W", "error", page)
    expect("manual: `man --warnings` and `mandoc -T lint -W error` say nothing",
           not warnings and lint == (0, ""), f"{warnings}\n{lint}")


def typed(shell, start, text, until):
    """What a real shell on a terminal shows once keys were typed."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(ROOT / "examples/acme")
        environment = {**ENVIRONMENT, "HOME": str(WORK / "home"),
                       "PATH": f"{STATIC / 'bin'}:{BARE_PATH}"}
        os.execvpe(shell[0], shell, environment)
    shown = ""

    def wait(condition, seconds):
        nonlocal shown
        end = time.monotonic() + seconds
        while time.monotonic() < end and not condition(shown):
            if select.select([terminal], [], [], 0.2)[0]:
                try:
                    data = os.read(terminal, 4096)
                except OSError:
                    break
                # fish asks its terminal what it is before it reads a key.
                if b"\x1b[c" in data or b"\x1b[0c" in data:
                    os.write(terminal, b"\x1b[?6c")
                shown += data.decode("utf-8", "replace")
    try:
        os.write(terminal, (start + "; echo rea''dy\n").encode())
        wait(lambda shown: "ready" in shown, 20)
        wait(lambda _: False, 0.5)
        shown = ""
        os.write(terminal, text.encode())
        wait(until, 20)
    finally:
        os.kill(pid, 9)
        os.waitpid(pid, 0)
        os.close(terminal)
    return shown


def completions():
    (WORK / "home").mkdir(exist_ok=True)
    share = STATIC / "share"
    shells = {
        "bash": (["bash", "--norc", "--noprofile", "-i"],
                 f"source {share}/bash-completion/completions/callbox"),
        "zsh": (["zsh", "-f", "-i"],
                f"fpath=({share}/zsh/site-functions $fpath); autoload -U compinit; compinit -u"),
        "fish": (["fish", "--no-config", "-i"],
                 f"source {share}/fish/vendor_completions.d/callbox.fish"),
    }
    for name, (shell, start) in shells.items():
        for keys, word in [("callbox che\t", "check"), ("callbox build --dry\t", "--dry-run")]:
            rest = word.removeprefix(keys.split()[-1])
            shown = typed(shell, start, keys, lambda shown, rest=rest: rest in shown)
            if rest not in shown:
                raise RuntimeError(f"{name}: {keys!r} shows {shown!r}")
        expect(f"{name}: `callbox che<Tab>` is completed, `callbox build --dry<Tab>` too", True)


def pre_commit():
    """Commits with the hook that this repository offers, by the real pre-commit."""
    venv = WORK / "pre-commit"
    if not (venv / "bin/pre-commit").exists():
        must("/usr/bin/python3", "-m", "venv", venv)
        must(venv / "bin/pip", "install", "-q", "pre-commit")
    folder = WORK / "committed"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(ROOT / "examples/acme", folder / "web")
    environment = {**ENVIRONMENT, "HOME": str(WORK / "home"),
                   "PATH": f"{STATIC / 'bin'}:{venv / 'bin'}:{BARE_PATH}"}
    for name in ("AUTHOR", "COMMITTER"):
        environment |= {f"GIT_{name}_NAME": "Acme", f"GIT_{name}_EMAIL": "info@acme.com"}
    must("git", "config", "--global", "--replace-all", "safe.directory", "*",
         environment=environment)
    commit = must("git", "rev-parse", "HEAD", environment=environment).strip()
    (folder / ".pre-commit-config.yaml").write_text(
        f"repos:\n  - repo: file://{ROOT}\n    rev: {commit}\n    hooks:\n"
        "      - { id: callbox-inputs, args: [--manifest, web/callbox.yml] }\n", encoding="utf-8")
    must("git", "init", "-q", folder, environment=environment)
    must("git", "add", "-A", cwd=folder, environment=environment)
    must("pre-commit", "install", cwd=folder, environment=environment)
    must("git", "commit", "-qm", "right", cwd=folder, environment=environment)
    manifest = folder / "web/callbox.yml"
    manifest.write_text(manifest.read_text().replace("boot: user", "boot: usr"))
    code, text = run("git", "commit", "-qam", "wrong", cwd=folder, environment=environment)
    expect("pre-commit: a right manifest is committed, a wrong one is refused at its line",
           code == 1 and "did you mean 'user'?" in text and "web/callbox.yml:" in text, text)


def main():
    callbox = pathlib.Path(sys.argv[1]).resolve()
    WORK.mkdir(parents=True, exist_ok=True)
    failed = False
    for part in (lambda: static(callbox), lambda: wheel(callbox), manual, completions,
                 pre_commit):
        try:
            part()
        except RuntimeError as error:
            failed = True
            print(f"FAILED: {error}", flush=True)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
