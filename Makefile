# SPDX-License-Identifier: GPL-3.0-or-later
# A short way in; Meson does the work. `make demo` and `make check` need nothing
# but a fresh Debian: they install what is missing (packages.txt) first.

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
	@echo "The list of 2020; open the address of the last line in a browser:"
	@$(YEOUN) publish examples/2020

check:
	tools/setup check
	tests/run

install: all
	meson install -C $(BUILD)

clean:
	rm -rf $(BUILD)

.PHONY: all setup demo check install clean
