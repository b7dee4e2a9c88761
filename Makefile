# What to type: `make demo`, `make test`, `make install`. Everything else is below, and each target says what it is for.

PREFIX ?= /usr/local
DESTDIR ?=
SWIFT ?= swift

# A release carries the Swift runtime in it: it starts faster and needs no toolchain where it runs.
RELEASE := -c release --product git-sol --static-swift-stdlib
PROGRAM := .build/release/git-sol
GENERATED := .build/generated

bindir := $(DESTDIR)$(PREFIX)/bin
sharedir := $(DESTDIR)$(PREFIX)/share
mandir := $(sharedir)/man/man1
bashdir := $(sharedir)/bash-completion/completions
zshdir := $(sharedir)/zsh/site-functions
fishdir := $(sharedir)/fish/vendor_completions.d
hooksdir := $(sharedir)/git-sol/hooks

.PHONY: demo test build release install uninstall bench clean setup

# Builds a release and shows the main work on a small solution.
demo: release
	@Tools/demo $(PROGRAM)

test: setup
	$(SWIFT) test --disable-xctest

# A debug build, for working on the program.
build: setup
	$(SWIFT) build

release: setup
	$(SWIFT) build $(RELEASE)

# Installs what is missing of the libraries; does nothing when all are there.
setup:
	@Tools/setup

bench: release
	@Tools/bench $(PROGRAM)

# A release newer than all sources is taken as it is, so that `sudo make install` after `make release` builds nothing as root.
CURRENT = $(shell [ -x $(PROGRAM) ] && [ -z "$$(find Package.swift Sources -newer $(PROGRAM) -print -quit)" ] && echo yes)

install: $(if $(CURRENT),,release)
	@rm -rf $(GENERATED)
	@$(PROGRAM) generate man $(GENERATED)/man >/dev/null
	@$(PROGRAM) generate completions $(GENERATED)/completions >/dev/null
	install -d $(bindir) $(mandir) $(bashdir) $(zshdir) $(fishdir) $(hooksdir)
	install -m 755 $(PROGRAM) $(bindir)/git-sol
	install -m 644 $(GENERATED)/man/*.1 $(mandir)/
	install -m 644 $(GENERATED)/completions/git-sol $(bashdir)/git-sol
	install -m 644 $(GENERATED)/completions/_git-sol $(zshdir)/_git-sol
	install -m 644 $(GENERATED)/completions/git-sol.fish $(fishdir)/git-sol.fish
	set -e; for hook in Hooks/*; do [ ! -f "$$hook" ] || install -m 755 "$$hook" $(hooksdir)/; done

# Takes away what `install` with the same PREFIX put there, and the directories that are empty then.
uninstall:
	rm -f $(bindir)/git-sol $(mandir)/git-sol.1 $(mandir)/git-sol-*.1
	rm -f $(bashdir)/git-sol $(zshdir)/_git-sol $(fishdir)/git-sol.fish
	rm -rf $(sharedir)/git-sol
	@for directory in $(bindir) $(mandir) $(bashdir) $(zshdir) $(fishdir); do \
	  while rmdir "$$directory" 2>/dev/null; do directory=$$(dirname "$$directory"); done; \
	done

clean:
	rm -rf .build
