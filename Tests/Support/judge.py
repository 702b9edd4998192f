#!/usr/bin/env python3
"""Judges injected pages by HTML parsers that aren't ours (pip install turbohtml html5lib).

    judge.py compare BEFORE AFTER [--html5lib] [--body]
                                         two trees of files, before and after `callbox build`
    judge.py random COUNT SEED FOLDER    writes hard random documents
    judge.py prefixes COUNT SEED FOLDER  writes every prefix of COUNT of them

A page is right when its tree after is its tree before with exactly one more script, in the head,
marked `data-callbox`; a page that wasn't changed is counted as such. With `--body`, for a site with
`place: body_end`, the script may also be the body's: live, right before a `</body>`; text that it
parts is taken for one. Exit status 1: a page is wrong.
"""

import pathlib
import random
import sys

MARK = "data-callbox"


def turbo_tree(page):
    """The tree as nested tuples, and the path to each marked script, from the document down."""
    import turbohtml

    marked = []

    def shape(node, path):
        kind = type(node).__name__
        if kind == "Element":
            name = node.tag if str(node.namespace) == "Namespace.HTML" else f"{node.namespace} {node.tag}"
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
    start = after.rindex(b"<script", 0, after.index(MARK.encode()))
    rest = before[start:].lower()
    return (
        in_body and path[:2] == ["html", "body"] and "template" not in path and "select" not in path
        and not any(" " in name for name in path) and rest.startswith(b"</body")
    )


def compare(before, after, tree, in_body):
    sys.setrecursionlimit(1_000_000)
    counts = {"right": 0, "of them in the body": 0, "unchanged": 0, "not judged": 0, "wrong": 0}
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
        if (
            tree_before == tree_after and not none and len(marked) == 1
            and is_placed(marked[0], a, b, in_body)
        ):
            counts["right"] += 1
            counts["of them in the body"] += marked[0][1] == "body"
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
</textarea>|<xmp>|<iframe>|<noembed>|</head x>|</head/>|<head/>|<input>|<table>|<tr>|<td>|</table>|<colgroup>|<script data-x></script>|</body>|</body>|<body>|<p>|<b>|<svg>|</svg>|<svg/>|<g>|</g>|
<path d=a/>|<svg><title>a</title><path d="a"/></svg>|<math><mi>x</mi></math>|<mi>|</mi>|</math>|<desc>|<style>a>b</style>|<select>|
</select>|<option>|<select><option>a</select>|<hr>|<optgroup>|<foreignObject>|<font color=a>|<annotation-xml>|<object>|</b>|<a>|</a>|<HeAd>|<hea
""".replace("\n", "")


def random_pages(count, seed):
    source = random.Random(seed)
    pieces = [p.encode("latin-1").decode("unicode_escape").encode("latin-1") for p in PIECES.split("|")]
    starts = [b"", b"<!DOCTYPE html>", b"<html>", b"<!DOCTYPE html><html><head>", b"<head>", b"\xef\xbb\xbf"]
    for _ in range(count):
        page = source.choice(starts)
        page += b"".join(source.choice(pieces) for _ in range(source.randint(1, 14)))
        if source.random() < 0.2:
            page = page[: source.randint(0, len(page))]
        yield page


def write(pages, folder):
    folder.mkdir(parents=True, exist_ok=True)
    for number, page in enumerate(pages):
        (folder / f"{number:06}.html").write_bytes(page)


def main():
    match sys.argv[1:]:
        case ["compare", before, after, *options]:
            tree = html5lib_tree if "--html5lib" in options else turbo_tree
            right = compare(pathlib.Path(before), pathlib.Path(after), tree, "--body" in options)
            sys.exit(not right)
        case ["random", count, seed, folder]:
            write(random_pages(int(count), int(seed)), pathlib.Path(folder))
        case ["prefixes", count, seed, folder]:
            pages = random_pages(int(count), int(seed))
            write((page[:end] for page in pages for end in range(len(page))), pathlib.Path(folder))
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main()
