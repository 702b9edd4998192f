"""Acme's site."""

BLOG_AUTHOR = "Acme"
BLOG_TITLE = "Acme"
SITE_URL = "https://docs.acme.com/"
BLOG_EMAIL = "info@acme.com"
BLOG_DESCRIPTION = "Anvils"
DEFAULT_LANG = "en"
TRANSLATIONS = {"en": ""}
OUTPUT_FOLDER = "output"
PAGES = (("pages/*.md", "", "page.tmpl"),)
POSTS = (("posts/*.md", "posts", "post.tmpl"),)
INDEX_PATH = "blog"
COMPILERS = {"markdown": (".md",)}
