"""Acme's documentation; Callbox runs when Sphinx has written it."""

import subprocess

project = "Acme"
html_theme = "furo"
html_baseurl = "https://docs.acme.com/"


def run_callbox(app, exception):
    if exception is None and app.builder.format == "html":
        subprocess.run(
            ["callbox", "build", "--root", f"docs={app.outdir}"], cwd=app.confdir, check=True)


def setup(app):
    app.connect("build-finished", run_callbox)
