"""Runs Callbox once MkDocs has written its pages, also while it serves."""

import os
import subprocess


def on_post_build(config):
    folder = os.path.dirname(config["config_file_path"])
    subprocess.run(
        ["callbox", "build", "--root", f"docs={config['site_dir']}"], cwd=folder, check=True)
