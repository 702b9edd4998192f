#!/usr/bin/env python3
"""Judges injected pages by HTML parsers that aren't ours (pip install turbohtml html5lib).

    judge.py compare BEFORE AFTER [--html5lib] [--body]
                                         two trees, before and after `callbox build`
    judge.py small CALLBOX               what CI runs: some pages of each kind, by html5lib alone

Writers of pages that are hard, a thousand to a folder below FOLDER:

    judge.py random COUNT SEED FOLDER    random documents
    judge.py prefixes COUNT SEED FOLDER  every prefix of so many of them
    judge.py tree-construction TESTS FOLDER
                                         the inputs of html5lib's own tests, in TESTS
    judge.py hard FOLDER                 the pages of our tests

A page is right when its tree after is its tree before with exactly one more script, in the head,
marked `data-callbox`, and its encoding is what it was; a page that wasn't changed is counted as
such. With `--body`, for a site with `place: body_end`, the script may also be the body's: live,
right before a `</body>`; text that it parts is taken for one. Exit status 1: a page is wrong.
"""

import functools
import importlib.util
import multiprocessing
import pathlib
import random
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
MARK = "data-callbox"


def turbo_tree(page):
    """The tree as nested tuples, and the path to each marked script, from the document down."""
    import turbohtml

    marked = []

    def shape(node, path):
        kind = type(node).__name__
        if kind == "Element":
            name = node.tag
            if str(node.namespace) != "Namespace.HTML":
                name = f"{node.namespace} {node.tag}"
            path = path + [name]
            if name == "script" and MARK in node.attrs:
                marked.append(path)
                return None
            attributes = tuple(sorted((k, str(v)) for k, v in node.attrs.items()))
            return (name, attributes, children(node, path))
        if kind in ("Document", "DocumentFragment"):
            return (kind, children(node, path))
        return (kind, node.html if hasattr(node, "html") else str(node))

    def children(node, path):
        return together((shape(child, path) for child in node.children), "Text")

    document = turbohtml.parse(page, scripting=True, positions=False)
    return (document.encoding, shape(document, [])), marked


def html5lib_tree(page):
    """The same by html5lib: older than the standard in places, hence the second judge."""
    import html5lib

    marked = []

    def shape(node, path):
        if node.nodeType == node.ELEMENT_NODE:
            name = node.tagName
            if node.namespaceURI != "http://www.w3.org/1999/xhtml":
                name = f"{node.namespaceURI} {name}"
            path = path + [name]
            if name == "script" and node.hasAttribute(MARK):
                marked.append(path)
                return None
            return (name, tuple(sorted(node.attributes.items())), children(node, path))
        return (node.nodeType, node.nodeValue)

    def children(node, path):
        # html5lib starts a text node for every token of text.
        node.normalize()
        return together((shape(child, path) for child in node.childNodes), node.TEXT_NODE)

    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("dom"))
    document = parser.parse(page, scripting=True)
    return (parser.documentEncoding, children(document, [])), marked


def together(shapes, text):
    """Neighbours less the marked scripts; text that only such a script parts is one."""
    result, parted = [], False
    for child in shapes:
        if child is None:
            parted = True
            continue
        if parted and result and child[0] == text and result[-1][0] == text:
            result[-1] = (text, result[-1][1] + child[1])
        else:
            result.append(child)
        parted = False
    return tuple(result)


def is_placed(path, before, after, in_body):
    """Whether the new script stands where it may: in the head, or live before a `</body>`."""
    if path == ["html", "head", "script"]:
        return True
    # What stood at the script's place: bytes that both pages end in.
    start = after.index(b"<script " + MARK.encode())
    rest = before[start:].lower()
    return (
        in_body and path[:2] == ["html", "body"] and "template" not in path and "select" not in path
        and not any(" " in name for name in path) and rest.startswith(b"</body")
    )


def verdict(old, new, tree, in_body):
    """What a page is counted as, of its bytes before and after."""
    if old == new:
        return "unchanged"
    # html5lib 1.1 is older than templates, and its search for the encoding ends a name at a `<`.
    if tree is html5lib_tree and re.search(rb"<template|<[a-z][^\s>]*<meta", old.lower()):
        return "not judged"
    (tree_before, none), (tree_after, marked) = tree(old), tree(new)
    if tree_before != tree_after or none or len(marked) != 1:
        return "wrong"
    if not is_placed(marked[0], old, new, in_body):
        return "wrong"
    return "right, in the body" if marked[0][1] == "body" else "right"


def judge_file(before, after, tree, in_body, path):
    sys.setrecursionlimit(1_000_000)
    old, new = path.read_bytes(), (after / path.relative_to(before)).read_bytes()
    return verdict(old, new, tree, in_body), path


def compare(before, after, tree, in_body=False):
    """Judges every page, on all cores; prints the counts. Where no page is right, none was judged."""
    counts = {"right": 0, "right, in the body": 0, "unchanged": 0, "not judged": 0, "wrong": 0}
    paths = sorted(
        path for path in before.rglob("*")
        if path.suffix.lower() in (".html", ".htm") and path.is_file() and not path.is_symlink())
    judge = functools.partial(judge_file, before, after, tree, in_body)
    with multiprocessing.Pool() as pool:
        for result, path in pool.imap_unordered(judge, paths, chunksize=64):
            counts[result] += 1
            if result == "wrong":
                print(f"wrong: {path}", file=sys.stderr)
    print("; ".join(f"{name}: {count}" for name, count in counts.items() if count))
    return counts["wrong"] == 0 and counts["right"] + counts["right, in the body"] > 0


# What decides where a head begins and ends, and what hides it from a careless reader.
PIECES = """
<html>|<html lang=en>|<head>|<head>|<head a='>'>|</head>|<body>|</body>|</html>|<!DOCTYPE html>|
<header>|<meta charset=utf-8>|<META CHARSET="windows-1252"/>|<meta name=a content="b>c">|
<title>t</title>|<title>a<b></title>|
<meta http-equiv=content-type content='text/html; charset=utf-8'>|
<meta http-equiv="Content-Security-Policy" content=a>|<meta http-equiv=refresh content="0;url=/a">|
<title>|</title>|<title></title x="</title>">|<TITLE></tITLE/>|</title\t>|<style>a>b</style>|
<style><!--</style>|</style>|<style>|<script>1</script>|<script src=a></script >|<script>|
</script>|<script><!--</script>|<script><!--<script></script>--></script>|<script><!-->|
<script><!--<script |<script><!-- -->|<script>'<!--<script>'</script>|<script/>|<noscript>|
</noscript>|<noscript><img></noscript>|<noscript><!--</noscript>-->|<noframes>|</noframes>|
<template>|</template>|<template><p></template>|<template><svg><title></template>|<select>|<col>|
<template><col><title></template></title></template>|
<template><title></template></title></template>|<plaintext>|<svg>|<math>|</svg>|<br>|</br>|</p>|
<p>|</x>|<link rel=a>|<base href=/>|<bgsound>|<basefont>|<isindex>|<frameset>|<frame>|<!--|-->|
<!-->|<!--->|--!>|<!-- -- -->|<!-- a --!>|<!--->-->|<!---!>|<!-|<!|<!x>|<?xml version="1.0"?>|<?|
</>|</ x>|</|<|>|<![CDATA[|]]>|<![CDATA[ > ]]>|<!doctype|<!DOCTYPE html PUBLIC "a>b">|&#32;|&#x20;|
&#32|&Tab;|&NewLine;|&tab;|&nbsp;|&#9|&#0032x|&#|&|&#x;|&amp;| |\n|\r|\r\n|\t|\f|\x0b|\0|
\xef\xbb\xbf|\xc2\xa0|\xff|\xe9|x|"|'|=|/|<a b=">" c='>'>|<a ="b">|<a b=>|<a b = c/>|
<meta =charset charset=utf-8>|<meta charset = utf-8 >|<meta/charset=utf-8>|<meta charset|<html amp|
<textarea>|</textarea>|<xmp>|<iframe>|<noembed>|</head x>|</head/>|<head/>|<input>|<table>|<tr>|
<td>|</table>|<colgroup>|<script data-x></script>|</body>|</body>|<body>|<p>|<b>|<svg>|</svg>|
<svg/>|<g>|</g>|<path d=a/>|<svg><title>a</title><path d="a"/></svg>|<math><mi>x</mi></math>|<mi>|
</mi>|</math>|<desc>|<style>a>b</style>|<select>|</select>|<option>|<select><option>a</select>|
<hr>|<optgroup>|<foreignObject>|<font color=a>|<annotation-xml>|<object>|</b>|<a>|</a>|<HeAd>|<hea
""".replace("\n", "")


def random_page(source):
    """Pieces in any order; one page in five is cut off anywhere."""
    page = source.choice(STARTS)
    page += b"".join(source.choice(DECODED) for _ in range(source.randint(1, 14)))
    return page[: source.randint(0, len(page))] if source.random() < 0.2 else page


STARTS = [
    b"", b"<!DOCTYPE html>", b"<html>", b"<!DOCTYPE html><html><head>", b"<head>", b"\xef\xbb\xbf"]
DECODED = [
    piece.encode("latin-1").decode("unicode_escape").encode("latin-1")
    for piece in PIECES.split("|")]


def random_pages(count, seed):
    source = random.Random(seed)
    return (random_page(source) for _ in range(count))


def prefixes(count, seed):
    """Every prefix of so many random pages."""
    for page in random_pages(count, seed):
        for end in range(len(page) + 1):
            yield page[:end]


def tree_construction(folder):
    """The inputs of html5lib's tree-construction tests."""
    for path in sorted(pathlib.Path(folder).rglob("tree-construction/*.dat")):
        for test in path.read_bytes().split(b"#data\n")[1:]:
            yield test.split(b"\n#errors")[0]


def hard_pages():
    """The pages of PlaceTests.swift: its strings that have a pin, without their pins."""
    text = (HERE.parent / "CallboxHTMLTests/PlaceTests.swift").read_text(encoding="utf-8")
    for literal in re.findall(r'"((?:[^"\\\n]|\\.)*📍(?:[^"\\\n]|\\.)*)"', text):
        page = re.sub(r"\\u\{(\w+)\}", lambda match: chr(int(match[1], 16)), literal)
        for escape, character in ESCAPES.items():
            page = page.replace(escape, character)
        yield re.sub("[📍🏁🔚]", "", page).encode()


ESCAPES = {"\\n": "\n", "\\r": "\r", "\\t": "\t", "\\0": "\0", '\\"': '"', "\\\\": "\\"}


def write(pages, folder):
    """A page a file, a thousand to a folder."""
    for number, page in enumerate(pages):
        path = folder / f"{number // 1000:03}" / f"{number:07}.html"
        if number % 1000 == 0:
            path.parent.mkdir(parents=True)
        path.write_bytes(page)


def small_proof(callbox):
    """What CI runs: pages of each kind, built, judged by html5lib alone, and taken back."""
    if importlib.util.find_spec("html5lib") is None:
        sys.exit("html5lib is missing: install Debian's python3-html5lib")
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        pages = [*hard_pages(), *random_pages(2000, 1), *prefixes(10, 2)]
        write(pages, folder / "docs")
        write(pages, folder / "before")
        (folder / "callbox.yml").write_text(MANIFEST, encoding="ascii")
        run = functools.partial(subprocess.run, cwd=folder, check=True)
        run([callbox, "build", "--quiet"])
        right = compare(folder / "before", folder / "docs", html5lib_tree)
        run([callbox, "remove", "--quiet"])
        run(["diff", "-r", "before", "docs"])
        return right


MANIFEST = """callbox: 1
workspace: { app_id: abc12345 }
cookie_domain: acme.com
sites:
  docs:
    host: docs.acme.com
    root: docs
    pages: { redirects: inject, amp: inject, framesets: inject, fragments: inject }
    routes: [{ path: /**, boot: visitor }]
"""


def main():
    match sys.argv[1:]:
        case ["compare", before, after, *options]:
            tree = html5lib_tree if "--html5lib" in options else turbo_tree
            right = compare(pathlib.Path(before), pathlib.Path(after), tree, "--body" in options)
            sys.exit(not right)
        case ["random", count, seed, folder]:
            write(random_pages(int(count), int(seed)), pathlib.Path(folder))
        case ["prefixes", count, seed, folder]:
            write(prefixes(int(count), int(seed)), pathlib.Path(folder))
        case ["tree-construction", tests, folder]:
            write(tree_construction(tests), pathlib.Path(folder))
        case ["hard", folder]:
            write(hard_pages(), pathlib.Path(folder))
        case ["small", callbox]:
            sys.exit(not small_proof(pathlib.Path(callbox).resolve()))
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main()
