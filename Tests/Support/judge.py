#!/usr/bin/env python3
"""Judges injected pages by HTML parsers that aren't ours (pip install turbohtml html5lib).

    judge.py compare BEFORE AFTER [--html5lib]   two trees of files, before and after `callbox build`
    judge.py random COUNT SEED FOLDER            writes hard random documents

A page is right when its tree after is its tree before with exactly one more script, in the head,
marked `data-callbox`; a page that wasn't changed is counted as such. Exit status 1: a page is wrong.
"""

import pathlib
import random
import sys

MARK = "data-callbox"


def turbo_tree(page):
    """The tree as nested tuples, and the names of the marked scripts' parents."""
    import turbohtml

    marked = []

    def shape(node):
        kind = type(node).__name__
        if kind == "Element":
            if node.tag == "script" and MARK in node.attrs:
                marked.append(getattr(node.parent, "tag", None))
                return None
            attributes = tuple(sorted((k, str(v)) for k, v in node.attrs.items()))
            return (node.tag, str(node.namespace), attributes, children(node))
        if kind in ("Document", "DocumentFragment"):
            return (kind, children(node))
        return (kind, node.html if hasattr(node, "html") else str(node))

    def children(node):
        return tuple(child for child in map(shape, node.children) if child is not None)

    document = turbohtml.parse(page, scripting=True, positions=False)
    return (document.encoding, shape(document)), marked


def html5lib_tree(page):
    """The same by html5lib: older than the standard in places, hence the second judge."""
    import html5lib

    marked = []

    def shape(node, parent):
        if node.nodeType == node.ELEMENT_NODE:
            if node.tagName == "script" and node.hasAttribute(MARK):
                marked.append(parent)
                return None
            return (node.tagName, tuple(sorted(node.attributes.items())), children(node))
        return (node.nodeType, node.nodeValue, node.nodeName, children(node))

    def children(node):
        parent = node.nodeName
        shapes = (shape(child, parent) for child in node.childNodes)
        return tuple(child for child in shapes if child is not None)

    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("dom"))
    document = parser.parse(page, scripting=True)
    return (parser.documentEncoding, children(document)), marked


def compare(before, after, tree):
    sys.setrecursionlimit(1_000_000)
    counts = {"right": 0, "unchanged": 0, "not judged": 0, "wrong": 0}
    for old in sorted(path for path in before.rglob("*") if path.is_file()):
        a, b = old.read_bytes(), (after / old.relative_to(before)).read_bytes()
        if a == b:
            counts["unchanged"] += 1
            continue
        if tree is html5lib_tree and b"<template" in a.lower():
            # html5lib 1.1 is older than the element.
            counts["not judged"] += 1
            continue
        (tree_before, none), (tree_after, marked) = tree(a), tree(b)
        if tree_before == tree_after and not none and marked == ["head"]:
            counts["right"] += 1
        else:
            counts["wrong"] += 1
            print(f"wrong: {old}", file=sys.stderr)
    print(" ".join(f"{name}: {count}" for name, count in counts.items()))
    return counts["wrong"] == 0


# What decides where a head begins and ends, and what hides it from a careless reader.
PIECES = """
<html>|<html lang=en>|<head>|<head>|<head a='>'>|</head>|<body>|</body>|</html>|<!DOCTYPE html>|<header>|
<meta charset=utf-8>|<META CHARSET="windows-1252"/>|<meta name=a content="b>c">|<title>t</title>|<title>a<b></title>|
<meta http-equiv=content-type content='text/html; charset=utf-8'>|<meta http-equiv="Content-Security-Policy" content=a>|
<meta http-equiv=refresh content="0;url=/a">|<title>|</title>|<title></title x="</title>">|<TITLE></tITLE/>|</title\t>|
<style>a>b</style>|<style><!--</style>|</style>|<style>|<script>1</script>|<script src=a></script >|<script>|</script>|
<script><!--</script>|<script><!--<script></script>--></script>|<script><!-->|<script><!--<script |<script><!-- -->|
<script>'<!--<script>'</script>|<script/>|<noscript>|</noscript>|<noscript><img></noscript>|<noscript><!--</noscript>-->|
<noframes>|</noframes>|<template>|</template>|<template><p></template>|<template><svg><title></template>|<select>|<col>|
<template><col><title></template></title></template>|<template><title></template></title></template>|<plaintext>|
<svg>|<math>|</svg>|<br>|</br>|</p>|<p>|</x>|<link rel=a>|<base href=/>|<bgsound>|<basefont>|<isindex>|<frameset>|<frame>|
<!--|-->|<!-->|<!--->|--!>|<!-- -- -->|<!-- a --!>|<!--->-->|<!---!>|<!-|<!|<!x>|<?xml version="1.0"?>|<?|</>|</ x>|</|<|>|
<![CDATA[|]]>|<![CDATA[ > ]]>|<!doctype|<!DOCTYPE html PUBLIC "a>b">|&#32;|&#x20;|&#32|&Tab;|&NewLine;|&tab;|&nbsp;|&#9|
&#0032x|&#|&|&#x;|&amp;| |\n|\r|\r\n|\t|\f|\x0b|\0|\xef\xbb\xbf|\xc2\xa0|\xff|\xe9|x|"|'|=|/|<a b=">" c='>'>|<a ="b">|<a b=>|
<a b = c/>|<meta =charset charset=utf-8>|<meta charset = utf-8 >|<meta/charset=utf-8>|<meta charset|<html amp|<textarea>|
</textarea>|<xmp>|<iframe>|<noembed>|</head x>|</head/>|<head/>|<input>|<table>|<tr>|<script data-x></script>|<HeAd>|<hea
""".replace("\n", "")


def write_random(count, seed, folder):
    source = random.Random(seed)
    pieces = [p.encode("latin-1").decode("unicode_escape").encode("latin-1") for p in PIECES.split("|")]
    starts = [b"", b"<!DOCTYPE html>", b"<html>", b"<!DOCTYPE html><html><head>", b"<head>", b"\xef\xbb\xbf"]
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        page = source.choice(starts)
        page += b"".join(source.choice(pieces) for _ in range(source.randint(1, 14)))
        if source.random() < 0.2:
            page = page[: source.randint(0, len(page))]
        (folder / f"{number:06}.html").write_bytes(page)


def main():
    match sys.argv[1:]:
        case ["compare", before, after, *options]:
            tree = html5lib_tree if options == ["--html5lib"] else turbo_tree
            sys.exit(not compare(pathlib.Path(before), pathlib.Path(after), tree))
        case ["random", count, seed, folder]:
            write_random(int(count), int(seed), pathlib.Path(folder))
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main()
