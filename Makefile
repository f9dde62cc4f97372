# SPDX-License-Identifier: GPL-3.0-or-later
# A short way in; Meson does the work. `make demo` and `make check` need nothing
# but a fresh Debian: they install what is missing (packages.txt) first. What is
# there already is not made or scanned again.

BUILD = build
YEOUN = $(BUILD)/cli/yeoun

all: $(BUILD)/build.ninja
	ninja -C $(BUILD)

$(BUILD)/build.ninja:
	meson setup $(BUILD) -Dtests=false

setup:
	tools/setup build

# Recipes, so that the order is kept with make -j too.
demo:
	tools/setup build
	$(MAKE) all
	$(YEOUN) check examples/2020
	$(YEOUN) tally examples/2020
	@echo
	@echo "The longest heard, of what yeoun rate tells:"
	@$(YEOUN) rate examples/2020 | sed 12q
	@echo
	@echo "The list of 2020; open the address of the next line in a browser:"
	@$(YEOUN) publish examples/2020
	@echo
	tools/setup demo
	examples/open/make
	$(YEOUN) scan examples/open
	@echo
	@echo "The open season; $(YEOUN) cues examples/open prints what plays in it:"
	@$(YEOUN) publish examples/open
	@echo "For your own ears, with links that play each passage:"
	@$(YEOUN) publish -q --local examples/open
	@echo
	examples/synthetic/make
	$(YEOUN) scan examples/synthetic
	@echo
	@echo "The synthetic season, where every part of the first rule is known:"
	@$(YEOUN) rate examples/synthetic
	@$(YEOUN) publish examples/synthetic

check:
	tools/setup check
	tests/run

install: all
	meson install -C $(BUILD)

deb:
	tools/setup deb
	tools/deb

clean:
	rm -rf $(BUILD)

.PHONY: all setup demo check install deb clean
