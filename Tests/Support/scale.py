"""Shows that cost grows in line with routes: scale.py CALLBOX

Writes manifests of 1,000, 3,000 and 10,000 routes over three sites, with a dictionary of 250
attributes, and prints what `check --inputs` and `build` (of the outputs: no site has a root) take:
seconds of wall time, peak memory, and the time a route relative to the first row.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time


def manifest(routes):
    lines = ["callbox: 1", "workspace: { app_id: abc12345 }", "cookie_domain: acme.com"]
    lines += ["dictionary: attributes.md", "sites:"]
    forms = ["/{0}", "/{0}/**", "/{0}/*", "/{0}/*/x{0}", "/{0}-*", "/s/*-{0}", "/**/{0}", "/a/b/{0}"]
    # Many that begin, or end, alike: only what lies beyond tells them apart.
    forms += ["/p*/{0}*", "/*{0}"]
    for site in ("www", "docs", "app"):
        lines += [f"  {site}:", f"    host: {site}.acme.com"]
        if site == "app":
            lines += ["    navigation: history", "    identity: { json: '#user' }"]
        lines += ["    routes:"]
        for index in range(routes // 3):
            path = forms[index % len(forms)].format(f"page{index:05}")
            boot = "user" if site == "app" else "visitor"
            lines += [f"      - path: {path}", f"        name: r{index}", f"        boot: {boot}"]
        lines += ["      - { path: /out, name: out, shutdown: true }"]
    return "\n".join(lines) + "\n"


def dictionary():
    rows = ["# User", "", "| Attribute | Type | Source |", "| - | - | - |"]
    rows += ["| `user_id` | string | `id` |"]
    rows += [f"| `attribute_{index}` | string | `user.field{index}` |" for index in range(249)]
    return "\n".join(rows) + "\n"


def run(arguments, folder):
    start = time.monotonic()
    child = subprocess.Popen(arguments, cwd=folder, stdout=subprocess.DEVNULL)  # diagnostics are seen
    _, status, usage = os.wait4(child.pid, 0)
    if status != 0:
        sys.exit(f"{' '.join(arguments)} ended with status {status}")
    return time.monotonic() - start, usage.ru_maxrss / 1024


def main():
    callbox = os.path.abspath(sys.argv[1])
    print(f"{'command':<16} {'routes':>7} {'seconds':>8} {'MB':>6} {'time a route':>13}")
    for command in (["check", "--inputs"], ["build", "--quiet"]):
        first = None
        for routes in (1000, 3000, 10000):
            with tempfile.TemporaryDirectory() as folder:
                with open(folder + "/callbox.yml", "w", encoding="utf-8") as file:
                    file.write(manifest(routes))
                with open(folder + "/attributes.md", "w", encoding="utf-8") as file:
                    file.write(dictionary())
                seconds, megabytes = min(run([callbox, *command], folder) for _ in range(3))
            first = first or seconds / routes
            ratio = seconds / routes / first
            print(f"{' '.join(command):<16} {routes:>7} {seconds:>8.2f} {megabytes:>6.0f} {ratio:>13.2f}")


if __name__ == "__main__":
    main()
