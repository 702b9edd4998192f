"""Other ways to put a block into every page, in place, on two processes: peers.py NAME ROOT BLOCK

NAME: `lolhtml` (Cloudflare's rewriter, PyPI's python-lolhtml) or `regex`. BLOCK is a file.
"""

import multiprocessing
import pathlib
import re
import sys

HEAD = re.compile(rb"<head(?:\s[^>]*)?>", re.IGNORECASE)


def lolhtml_pages(block):
    """The rewriter of a page's bytes."""
    import lolhtml

    class Head:
        def element(self, head):
            head.prepend(block.decode(), lolhtml.ContentType.HTML)

    def rewrite(page):
        parts = []
        rewriter = lolhtml.HTMLRewriter(parts.append)
        rewriter.on("head", Head())
        rewriter.write(page)
        rewriter.end()
        return b"".join(parts)
    return rewrite


def regex_pages(block):
    """The same by a regular expression: wrong wherever `<head>` isn't the head."""
    return lambda page: HEAD.sub(lambda head: head[0] + block, page, count=1)


def work(name, block, pages):
    rewrite = {"lolhtml": lolhtml_pages, "regex": regex_pages}[name](block)
    for path in pages:
        with open(path, "r+b", buffering=0) as file:
            new = rewrite(file.read())
            file.seek(0)
            file.write(new)


def main():
    name, root, block = sys.argv[1:]
    pages = [str(path) for path in pathlib.Path(root).rglob("*.html")]
    block = pathlib.Path(block).read_bytes()
    halves = [pages[: len(pages) // 2], pages[len(pages) // 2 :]]
    processes = [
        multiprocessing.Process(target=work, args=(name, block, half)) for half in halves]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    sys.exit(any(process.exitcode for process in processes))


if __name__ == "__main__":
    main()
