"""tools/readme takes a page for true only when all that it shows is of one run."""

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


readme = load_tool("readme")


class OneRun(unittest.TestCase):
    def test_another_run_of_the_same_commands_is_the_same_page(self):
        one = "receipt ABCD1234 at 2026-11-22T10:12:35Z; receipt ABCD1234"
        other = "receipt WXYZ9876 at 2027-01-01T00:00:00Z; receipt WXYZ9876"
        self.assertEqual(readme.masked(one), readme.masked(other))

    def test_a_receipt_that_changes_between_two_places_is_of_two_runs(self):
        one_run = "receipt ABCD1234  position 25\nreceipt ABCD1234  position 25  (given before)"
        two_runs = "receipt ABCD1234  position 25\nreceipt WXYZ9876  position 25  (given before)"
        self.assertNotEqual(readme.masked(one_run), readme.masked(two_runs))

    def test_a_root_that_changes_between_two_places_is_of_two_runs(self):
        root, other = "A" * 43 + "=", "B" * 43 + "="
        self.assertEqual(readme.masked(f"root {root}, Root {root}"),
                         readme.masked(f"root {other}, Root {other}"))
        self.assertNotEqual(readme.masked(f"root {root}, Root {root}"),
                            readme.masked(f"root {root}, Root {other}"))

    def test_the_receipt_that_was_read_out_is_the_one_that_was_given(self):
        self.assertEqual(readme.masked("receipt ABCD1234\nABCD1234 is entry 41"),
                         "receipt <receipt 1> <receipt 1> is entry 41")


if __name__ == "__main__":
    unittest.main()
