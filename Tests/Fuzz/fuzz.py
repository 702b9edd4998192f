#!/usr/bin/env python3
"""Coverage-guided fuzzing (by `make fuzz`): fuzz.py TARGET SECONDS, or fuzz.py check

`check` fuzzes nothing: it says whether the targets still compile (a part of `make test`).
TARGET: `page` (scanner and injector) or `dictionary` (its reader). Compiles the sources it is about
together with TARGET's file beside this one, outside SwiftPM, with libFuzzer and the address
sanitizer; seeds it with the examples and with every string of the tests. Everything it makes is in
.build/fuzz/TARGET: the corpus grows from run to run, an input that breaks a law is `crash-…`,
`timeout-…` or `oom-…`. Exit status 1: there is one.
"""

import hashlib
import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
SOURCES = ROOT / "Sources"
FLAGS = """-swift-version 6 -package-name callbox -parse-as-library
-enable-upcoming-feature ExistentialAny -enable-upcoming-feature InternalImportsByDefault
-enable-upcoming-feature MemberImportVisibility""".split()
FUZZING = "-O -gline-tables-only -sanitize=fuzzer,address".split()

# Modules that a target imports, in the order of their compilation.
IMPORTED = {"page": [], "dictionary": ["CallboxDiagnostics", "CallboxMarkdown"]}
# What is compiled together with the target; of CallboxSpec what needs neither YAML nor libpsl.
TOGETHER = {
    "page": ["CallboxHTML/*.swift"],
    "dictionary": [
        "CallboxSpec/Dictionary/*.swift", "CallboxSpec/InputText.swift",
        "CallboxSpec/Manifest/Host.swift", "CallboxSpec/Manifest/ManifestSchema.swift",
        "CallboxSpec/Manifest/RouteManifest.swift", "CallboxSpec/Manifest/Secrets.swift",
        "CallboxSpec/Manifest/Shape.swift", "CallboxSpec/Manifest/TextRules.swift",
        "CallboxSpec/Policy/*.swift", "CallboxSpec/Routing/P*.swift"],
}
SEEDS = {
    "page": ["examples/**/*.html", "Tests/CallboxHTMLTests/*.swift"],
    "dictionary": [
        "examples/**/*.md", "Tests/CallboxSpecTests/Dictionary*.swift",
        "Tests/CallboxMarkdownTests/Cases/*"],
}
# Words that mutations put in whole.
WORDS = {
    "page": """<!DOCTYPE html>|<html>|<head>|</head>|<body>|<header>|<meta charset=|<title>|</title>|
<meta http-equiv=|content-type|content-security-policy|refresh|content=|<style>|</style>|<script>|
</script>|<script|<script data-callbox=a/b>|data-callbox|<!--|-->|--!>|<!-->|<noscript>|</noscript>|
<noframes>|<template>|</template>|<svg>|<math>|<select>|<plaintext>|<col>|<frameset>|</br>|<link>|
<base>|<textarea>|<xmp>|<iframe>|<noembed>|&#32;|&#x20;|&Tab;|&NewLine;|<?|</|<![CDATA[|]]>|amp|⚡|
iso-2022-jp|\ufeff|</>|\x00<script data-callbox=a>""",
    "dictionary": """## `|`|- Type: |- Source: |- Sensitivity: |- Required|- Signed|- Sites: |
- Example: |string|integer|number|boolean|date|url|email|company|companies|avatar|user hash|token|
none|pseudonymous|personal|sensitive|yes|no|Attribute|Notes|\\||---|:-:|\n\n|\n---\n|\n===\n|> |```|
<!--|-->|<!-- callbox-ignore: |[a]: /b|](|**|user_id|email|_at|&amp;|\ufeff|    |\r\n""",
}


def compile_target(target, folder):
    """The executable of a target; the linker's warnings about exports mean nothing."""
    objects = []
    for module in IMPORTED[target]:
        objects.append(folder / f"{module}.o")
        compile_module(module, folder, *FUZZING, "-emit-object", "-o", objects[-1])
    program = folder / target
    swiftc(*FUZZING, "-o", program, *sources(target, folder), *objects)
    return program


def check():
    """Ends with what the compiler says of a target that doesn't compile."""
    for target, modules in IMPORTED.items():
        with tempfile.TemporaryDirectory() as folder:
            for module in modules:
                compile_module(module, pathlib.Path(folder))
            swiftc("-typecheck", *sources(target, folder))


def compile_module(module, folder, *options):
    swiftc(
        "-emit-module", "-emit-module-path", folder / f"{module}.swiftmodule", "-wmo",
        "-module-name", module, "-I", folder, "-I", SOURCES / "CCMark", *options,
        *sorted((SOURCES / module).glob("*.swift")))


def sources(target, folder):
    """What the compiler is given for a target beside options: its module's name, paths, files."""
    name = f"{target.capitalize()}Target"
    files = [path for pattern in TOGETHER[target] for path in sorted(SOURCES.glob(pattern))]
    return [
        "-module-name", name, "-I", folder, "-I", SOURCES / "CCMark", *files,
        pathlib.Path(__file__).with_name(f"{name}.swift")]


def swiftc(*arguments):
    result = subprocess.run(
        ["swiftc", *FLAGS, *map(str, arguments)], text=True, check=False,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if result.returncode != 0:
        sys.exit(result.stdout)


def write_seeds(target, folder):
    """Whole files; of Swift and of CommonMark's examples, each string."""
    for pattern in SEEDS[target]:
        for path in sorted(ROOT.glob(pattern)):
            seeds = [path.read_bytes()]
            text = seeds[0].decode(errors="replace")
            if path.suffix == ".swift":
                seeds = [string(match[1]) for match in re.finditer(r'"((?:[^"\\\n]|\\.)+)"', text)]
            elif path.suffix == ".txt":
                seeds = [part.encode() for part in re.split(r"\n`{32}.*\n", text)]
            for seed in seeds:
                (folder / hashlib.sha1(seed).hexdigest()).write_bytes(seed)


def string(literal):
    """The bytes of a Swift string literal, without its pins and markers."""
    text = re.sub(r"\\u\{(\w+)\}", lambda match: chr(int(match[1], 16)), literal)
    for escape, character in {"\\n": "\n", "\\r": "\r", "\\t": "\t", '\\"': '"', "\\0": "\0"}.items():
        text = text.replace(escape, character)
    return re.sub("[📍🏁🔚]|\\d\ufe0f?\u20e3", "", text).encode()


def write_words(target, path):
    """libFuzzer's form: one quoted word a line, bytes beyond ASCII escaped."""
    words = WORDS[target].replace("|\n", "|").split("|")
    lines = [
        '"' + "".join(
            chr(byte) if 32 <= byte < 127 and byte not in b'"\\' else f"\\x{byte:02X}"
            for byte in word.encode()) + '"\n'
        for word in words if word]
    path.write_text("".join(lines), encoding="ascii")


def main():
    if sys.argv[1:] == ["check"]:
        check()
        return
    target, seconds = sys.argv[1:]
    folder = ROOT / ".build/fuzz" / target
    corpus = folder / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    program = compile_target(target, folder)
    write_seeds(target, corpus)
    write_words(target, folder / "words")
    result = subprocess.run(
        [program, corpus, f"-dict={folder}/words", f"-max_total_time={seconds}",
         f"-artifact_prefix={folder}/", "-max_len=4096", "-timeout=60", "-rss_limit_mb=2048",
         "-detect_leaks=0", "-print_final_stats=1", "-reload=0"], check=False,
        # Swift's own handler of crashes would hide them from libFuzzer's; what its runtime makes once
        # and keeps is no leak, at the end either.
        env={
            **os.environ, "SWIFT_BACKTRACE": "enable=no", "ASAN_OPTIONS": "detect_leaks=0"})
    sys.exit(result.returncode != 0)


if __name__ == "__main__":
    main()
