#if __has_include(<cmark.h>)
#include <cmark.h>
#else
#error "libcmark's header is missing: install Debian's libcmark-dev (or Homebrew's cmark)"
#endif
