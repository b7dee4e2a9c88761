# What to type: `make demo`, `make test`, `make install`. Everything else is below, and each target says what it is for.

PREFIX ?= /usr/local
DESTDIR ?=
SWIFT ?= swift

# A release carries the Swift runtime in it: it starts faster and needs no toolchain where it runs.
RELEASE := -c release --product git-sol --static-swift-stdlib
PROGRAM := .build/release/git-sol

.PHONY: demo test lint format attack letters fuzz laws faults kills merges merge-kills components releases situations build release \
	install uninstall picture deb deb-check dist dist-check corpus bench clean setup

# Builds a release and shows the main work on a small solution.
demo: release
	@Tools/demo $(PROGRAM)

test: setup lint
	$(SWIFT) test --disable-xctest

# The form of the sources, as `.swift-format` says; `make format` brings them into it.
lint:
	$(SWIFT) format lint --strict --parallel --recursive Package.swift Sources Tests

format:
	$(SWIFT) format --in-place --parallel --recursive Package.swift Sources Tests

# What SECURITY.md promises: hostile packages, clones and patches, and the growth of small ones. Prints a table of the tests. A parser of Markdown
# is one of the referees.
attack: setup
	@Tools/setup cmark-gfm
	@Tools/attack

# Has the compiler find what decides by letters as readers see them, in all of the program: texts are bytes in it. Needs objdump.
letters: setup
	@SWIFT="$(SWIFT)" Tools/letters

# The random tests with twenty times as many seeds.
fuzz: setup
	SOL_ROUNDS=20 $(SWIFT) test --disable-xctest --filter 'random|mutated'

# The laws of merging on a hundred thousand random merges of each kind; those of imports on every form of every export.
laws: setup
	SOL_ROUNDS=50 $(SWIFT) test --disable-xctest --filter 'MergeLaw|ImportLaw'

# What checking finds in all of the corpus, and each fault put into each of its solutions.
faults: setup
	SOL_ROUNDS=1 $(SWIFT) test --disable-xctest --filter 'CheckFault|CheckCorpus'

# Imports and unpacking killed a thousand times and more.
kills: setup
	SOL_ROUNDS=30 $(SWIFT) test --disable-xctest --filter 'ImportKill|UnpackKill'

# Every real merge of the corpus, by git with the driver and by `git sol merge-tree`, and the table of what is left for people.
merges: setup
	SOL_ROUNDS=100 $(SWIFT) test --disable-xctest --filter 'MergeReplay|MergeCorpus'

# The driver and `git sol merge`, killed a thousand times each.
merge-kills: setup
	SOL_ROUNDS=50 $(SWIFT) test --disable-xctest --filter MergeKill

# Components of every kind of every real solution taken out and brought back, and renamed there and back: so many of each kind.
COMPONENTS ?= 3
components: setup
	SOL_COMPONENTS=$(COMPONENTS) $(SWIFT) test --disable-xctest --filter ComponentLaw

# Every real pair tagged, cloned and made again elsewhere, and faults put into each of them.
releases: setup
	SOL_ROUNDS=1 $(SWIFT) test --disable-xctest --filter 'ReleaseCorpus|PairTests'

# Every command in every sort of repository, and the page that tells of it: docs/situations.md. It is printed too.
situations: setup
	-SOL_RECORD=1 $(SWIFT) test --disable-xctest --filter SituationTableTests/thePageIsTrue
	$(SWIFT) test --disable-xctest --filter SituationTableTests
	@cat docs/situations.md

# The picture of the README, from what the program prints.
picture: build
	@Tools/picture .build/debug/git-sol >.build/picture.svg
	@mv .build/picture.svg docs/picture.svg

# A debug build, for working on the program.
build: setup
	$(SWIFT) build

release: setup
	$(SWIFT) build $(RELEASE)

# Installs what is missing of the libraries; does nothing when all are there.
setup:
	@Tools/setup

# A release newer than all sources is taken as it is, so that `sudo make install` after `make release` builds nothing as root.
CURRENT = $(shell [ -x $(PROGRAM) ] && [ -z "$$(find Package.swift Sources -newer $(PROGRAM) -print -quit)" ] && echo yes)

# A Debian package with the Swift runtime in it, in .build/deb. Makes and checks it as any user; installing it in a clean root takes root.
deb: $(if $(CURRENT),,release)
	@Tools/setup dpkg-dev:dpkg-shlibdeps
	@Tools/deb $(PROGRAM)

deb-check: deb
	@Tools/setup mmdebstrap lintian
	@Tools/deb-check "$$(Tools/deb $(PROGRAM))"

# A source archive of the commit, in .build/dist: the same bytes each time. The check builds it elsewhere, without a network.
dist:
	@Tools/dist

dist-check: setup
	@SWIFT="$(SWIFT)" Tools/dist-check

# Fetches the public exports and merges that tests are run on, by the facts in Tools/corpus.list, to ../shared; or CORPUS=…
CORPUS ?= ../shared
corpus:
	@Tools/corpus Tools/corpus.list "$(CORPUS)"

bench: release
	@Tools/bench $(PROGRAM) $(BENCH)

install: $(if $(CURRENT),,release)
	@DESTDIR="$(DESTDIR)" Tools/install install "$(PREFIX)" $(PROGRAM)

# The exact inverse, with the same PREFIX.
uninstall:
	@DESTDIR="$(DESTDIR)" Tools/install uninstall "$(PREFIX)" $(PROGRAM)

clean:
	rm -rf .build
