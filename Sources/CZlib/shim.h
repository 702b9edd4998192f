#if __has_include(<zlib.h>)
#include <zlib.h>
#else
#error "zlib's header is missing: install Debian's zlib1g-dev (or Homebrew's zlib)"
#endif
