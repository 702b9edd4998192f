# What people run. Debian and PyPI packages only; `sudo` only where not root.

SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)

# See the end of Package.swift.
export CALLBOX_NO_PLUGIN := 1

# To build: the C libraries behind CommonMark, the Public Suffix List and gzip sizes.
BUILD_PACKAGES := libcmark-dev libpsl-dev zlib1g-dev pkg-config
# To test: node runs the emitted scripts, terser and tsc hold the runtime parts to their sources,
# browsers and a web server show the example at work.
TEST_PACKAGES := $(BUILD_PACKAGES) nodejs terser node-commander node-typescript \
	chromium chromium-driver firefox-esr nginx-light openssl python3-html5lib python3-jsonschema \
	python3-jwt libcrypt-jwt-perl caddy apache2-bin curl python3-pip

.PHONY: generators demo test test-runtime build-tests build static wheel distribution minified proof fuzz bench

# Installs packages that are missing; says which.
define install
	@missing=""; for package in $(1); do \
		dpkg -s $$package >/dev/null 2>&1 || missing="$$missing $$package"; done; \
	if [ -n "$$missing" ]; then echo "installing$$missing"; \
		$(SUDO) apt-get update -qq && \
		DEBIAN_FRONTEND=noninteractive $(SUDO) apt-get install -y -qq --no-install-recommends \
			$$missing >/dev/null; fi
endef

# axe-core, which the tests of the workbench's accessibility run: one file out of a package of PyPI.
define axe
	[ -f .build/axe/axe_playwright_python/axe.min.js ] || { /usr/bin/python3 -m pip download -q --no-deps -d .build/axe \
		axe-playwright-python==0.1.8 && \
		/usr/bin/python3 -m zipfile -e .build/axe/*.whl .build/axe; }
endef

# The main job on a copy of the example: .build/demo holds the instrumented sites afterwards.
demo:
	$(call install,$(BUILD_PACKAGES))
	swift build --product callbox --disable-default-traits
	rm -rf .build/demo && cp -r examples/acme .build/demo
	.build/debug/callbox build --manifest .build/demo/callbox.yml
	@echo; echo "A page before and after:"
	@diff examples/acme/public/www/about/index.html .build/demo/public/www/about/index.html \
		| cut -c 1-160 || true
	.build/debug/callbox explain --manifest .build/demo/callbox.yml https://app.acme.com/settings

# Every test there is, with small fixed seeds. Node tests the emitted scripts while Swift builds.
test:
	$(call install,$(TEST_PACKAGES))
	$(axe)
	swift format lint --strict -r Package.swift Sources Templates Tests
	$(MAKE) --no-print-directory --jobs=2 test-runtime build-tests
	swift test --skip-build
	/usr/bin/python3 Tests/Support/judge.py small .build/debug/callbox

test-runtime:
	node --test Tests/RuntimeTests/

# What is compiled outside of the package has to compile, too.
build-tests:
	swift build --build-tests
	python3 Tests/Fuzz/fuzz.py check
	swiftc -typecheck -swift-version 6 -package-name callbox -parse-as-library \
		Sources/CallboxHTML/*.swift Tests/Benchmarks/ScanSpeed.swift

build:
	$(call install,$(BUILD_PACKAGES))
	swift build -c release --product callbox

# A binary that needs no library where it runs, with its manual and its completions: .build/static.
SHARE := .build/static/share
static:
	$(call install,$(BUILD_PACKAGES) libidn2-dev libunistring-dev binutils)
	swift build --scratch-path .build-static -c release --product callbox --static-swift-stdlib -Xswiftc -static-executable \
		-Xlinker -lidn2 -Xlinker -lunistring
	rm -rf .build/static && mkdir -p .build/static/bin $(SHARE)/man/man1 \
		$(SHARE)/bash-completion/completions $(SHARE)/zsh/site-functions \
		$(SHARE)/fish/vendor_completions.d
	strip -o .build/static/bin/callbox .build-static/release/callbox
	swift build --package-path .build-static/checkouts/swift-argument-parser \
		--scratch-path .build-manual --product generate-manual
	.build-manual/debug/generate-manual .build/static/bin/callbox --date $$(git log -1 --format=%cs) \
		--output-directory $(SHARE)/man/man1
	cd $(SHARE) && callbox=../bin/callbox && \
		$$callbox --generate-completion-script bash >bash-completion/completions/callbox && \
		$$callbox --generate-completion-script zsh >zsh/site-functions/_callbox && \
		$$callbox --generate-completion-script fish >fish/vendor_completions.d/callbox.fish

# The same as a package for pip: .build/static/wheel. It needs no C library of the system, so any
# glibc and musl will do.
wheel: static
	$(call install,python3-venv)
	/usr/bin/python3 -m venv .build/static/venv
	.build/static/venv/bin/pip install -q build hatchling wheel
	.build/static/venv/bin/python -m build --no-isolation --wheel --outdir .build/static/wheel Packaging
	.build/static/venv/bin/python -m wheel tags --remove .build/static/wheel/*.whl \
		--platform-tag manylinux_2_17_$$(uname -m).musllinux_1_1_$$(uname -m)

# Both, tried where there is no Swift.
distribution: wheel
	$(call install,debootstrap man-db mandoc zsh fish bash-completion)
	swift build --product callbox
	$(SUDO) unshare -m /usr/bin/python3 Tests/Distribution/distribution.py .build/debug/callbox

# Writes the minified runtime parts anew after a change to Templates/runtime.
minified:
	$(call install,$(TEST_PACKAGES))
	sh Templates/runtime/minify.sh

GENERATOR_PACKAGES := python3-venv hugo jekyll nanoc doxygen

# The full counts, or PARTS of them; writes Sources/CallboxCLI/Documentation.docc/Measured.md.
proof:
	$(call install,$(TEST_PACKAGES) $(GENERATOR_PACKAGES) webkit2gtk-driver xvfb)
	python3 Tests/Support/proof.py $(PARTS)

# Coverage-guided fuzzing of what reads bytes, each for some seconds; `make fuzz SECONDS=3600`.
SECONDS := 30
fuzz:
	$(call install,$(BUILD_PACKAGES))
	python3 Tests/Fuzz/fuzz.py page $(SECONDS)
	python3 Tests/Fuzz/fuzz.py dictionary $(SECONDS)

# Injection against its floor and its peers, on the memory file system /dev/shm; what a block costs
# a page, beside Intercom's own snippet.
bench:
	$(call install,$(BUILD_PACKAGES) python3-venv linux-perf chromium chromium-driver)
	swift build -c release --product callbox
	python3 Tests/Benchmarks/bench.py

# Real site generators, each built, built anew, and looked at in Chromium, with ENGINES=--engines in
# Firefox and WebKit, too; writes the table of Generators.md.
GENERATORS :=
generators:
	$(call install,$(TEST_PACKAGES) $(GENERATOR_PACKAGES) $(if $(ENGINES),webkit2gtk-driver xvfb))
	swift build --build-tests
	/usr/bin/python3 Tests/Generators/generators.py .build/debug/callbox \
		.build/debug/callboxPackageTests.xctest $(ENGINES) $(GENERATORS)
