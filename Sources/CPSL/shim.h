#if __has_include(<libpsl.h>)
#include <libpsl.h>
#else
#error "libpsl's header is missing: install Debian's libpsl-dev (or Homebrew's libpsl)"
#endif
