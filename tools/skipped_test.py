"""tools/skipped counts skipped tests by the reason that each one gave."""

import importlib.machinery
import importlib.util
import pathlib
import sys
import unittest

sys.dont_write_bytecode = True
TOOLS = pathlib.Path(__file__).resolve().parent


def load_tool(name):
    loader = importlib.machinery.SourceFileLoader(name + "_tool", str(TOOLS / name))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(loader.name, loader))
    loader.exec_module(module)
    return module


skipped = load_tool("skipped")


def said(reason):
    return (f"[ RUN      ] Wards.AddUp\n./src/a_test.cpp:83: Skipped\n{reason}\n\n"
            "[  SKIPPED ] Wards.AddUp (0 ms)\n")


class Skipped(unittest.TestCase):
    def test_reasons_are_counted_the_most_frequent_first(self):
        log = said("missing b/x.csv") + said("missing: a/y.csv") + said("missing a/y.csv")
        self.assertEqual(skipped.reasons(log), [("missing a/y.csv", 2), ("missing b/x.csv", 1)])

    def test_a_path_without_a_word_before_it_and_other_reasons_stand_as_they_are(self):
        log = (said("no ../shared/x.csv") + said('missing "../shared/x.csv"')
               + said("without PostgreSQL: it is not installed"))
        self.assertEqual(skipped.reasons(log), [("missing ../shared/x.csv", 2),
                                                ("without PostgreSQL: it is not installed", 1)])

    def test_a_test_that_passed_or_failed_has_no_reason(self):
        self.assertEqual(skipped.reasons("[       OK ] Wards.AddUp\na.cpp:3: Failure\nx\n"), [])


if __name__ == "__main__":
    unittest.main()
