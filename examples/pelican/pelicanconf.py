"""Acme's blog; Callbox runs when Pelican has written it."""

import subprocess

from pelican import signals

SITENAME = "Acme"
SITEURL = "https://docs.acme.com"
PATH = "content"
OUTPUT_PATH = "output"
TIMEZONE = "UTC"
DEFAULT_LANG = "en"


class Callbox:
    """A plug-in of one signal."""

    @staticmethod
    def register():
        signals.finalized.connect(Callbox.run)

    @staticmethod
    def run(pelican):
        subprocess.run(
            ["callbox", "build", "--root", f"docs={pelican.output_path}"], check=True)


PLUGINS = [Callbox]
