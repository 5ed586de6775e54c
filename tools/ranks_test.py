"""Each rule of tools/ranks catches a violation, and passes clean code."""

import contextlib
import importlib.machinery
import importlib.util
import io
import pathlib
import subprocess
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
TOOLS = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(TOOLS))


def load_tool(name):
    """The program tools/<name>, which has no extension, as a module."""
    loader = importlib.machinery.SourceFileLoader(name + "_tool", str(TOOLS / name))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(loader.name, loader))
    loader.exec_module(module)
    return module


ranks = load_tool("ranks")


def include(path):
    return f'#include "{path}"\n'


CLEAN = {
    "src/base/date.h": "#pragma once\n#include <string>\n",
    "src/base/date.cpp": include("base/date.h") + "#include <fmt/core.h>\n",
    "src/law/statute.h": include("base/date.h"),
    "src/law/statute_test.cpp": include("law/statute.h") + "#include <gtest/gtest.h>\n",
    "src/law/CMakeLists.txt": "recanvass_folder(law LINKS base EXTERNAL fmt::fmt)\n",
    "src/workflow/assess.cpp": include("law/statute.h") + include("base/date.h"),
    "src/workflow/CMakeLists.txt": "recanvass_folder(workflow LINKS law base)\n",
    "apps/cli/main.cpp": (include("apps/cli/command.h") + include("law/statute.h")
                          + "#include <CLI/CLI.hpp>\n"),
    "apps/cli/CMakeLists.txt": ("add_library(recanvass_cli STATIC a.cpp)\n"
                                "target_link_libraries(recanvass_cli PUBLIC recanvass_workflow "
                                "PRIVATE recanvass_opts)\n"),
}


class RanksTest(unittest.TestCase):
    def run_ranks(self, files, *arguments, git=True):
        """(exit code, lines printed) of tools/ranks on a tree of `files`."""
        with tempfile.TemporaryDirectory() as root:
            for path, text in files.items():
                full = pathlib.Path(root) / path
                full.parent.mkdir(parents=True, exist_ok=True)
                full.write_text(text, encoding="utf-8")
            if git:
                subprocess.run(["git", "init", "-q", root], check=True)
            printed = io.StringIO()
            with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(io.StringIO()):
                code = ranks.main(["--root", root, *arguments])
        return code, printed.getvalue().splitlines()

    def test_a_clean_tree_passes(self):
        self.assertEqual(self.run_ranks(CLEAN), (0, []))

    def test_without_git_every_file_is_read(self):
        bad = {"src/base/a.h": include("law/b.h")}
        self.assertEqual(self.run_ranks(CLEAN, git=False), (0, []))
        self.assertEqual(self.run_ranks(bad, git=False)[0], 1)

    def test_each_violation_is_found_with_its_place(self):
        cases = [
            # rule, changed files, the place that the finding names
            ("upward", {"src/base/date.h": "\n" + include("law/statute.h")}, "src/base/date.h:2"),
            ("sideways", {"src/tabulate/a.cpp": include("law/statute.h")}, "src/tabulate/a.cpp:1"),
            ("upward", {"src/law/a_test.cpp": include("workflow/x.h")}, "src/law/a_test.cpp:1"),
            ("unknown-folder", {"src/law/a.h": include("helpers/x.h")}, "src/law/a.h:1"),
            ("unknown-folder", {"src/helpers/a.h": ""}, "src/helpers/a.h:1"),
            ("relative-include", {"src/law/a.h": include("../base/date.h")}, "src/law/a.h:1"),
            ("relative-include", {"src/law/a.h": include("./b.h")}, "src/law/a.h:1"),
            ("relative-include", {"src/law/a.h": include("statute.h")}, "src/law/a.h:1"),
            ("own-angles", {"src/law/a.h": "#include <base/date.h>\n"}, "src/law/a.h:1"),
            ("library-quotes", {"src/law/a.h": include("fmt/core.h")}, "src/law/a.h:1"),
            ("unknown-library", {"src/law/a.h": "#include <boost/any.hpp>\n"}, "src/law/a.h:1"),
            ("never", {"src/verify/a.cpp": include("workflow/x.h")}, "src/verify/a.cpp:1"),
            ("never", {"src/verify/a.cpp": include("store/x.h")}, "src/verify/a.cpp:1"),
            ("circle", {"src/law/a.h": include("law/b.h"), "src/law/b.h": include("law/a.h")},
             "src/law/b.h:1"),
            ("circle", {"src/law/a.h": include("law/a.h")}, "src/law/a.h:1"),
        ]
        for rule, changed, place in cases:
            with self.subTest(rule=rule, files=sorted(changed)):
                code, lines = self.run_ranks({**CLEAN, **changed})
                self.assertEqual(code, 1)
                self.assertTrue(any(line.startswith(f"{place}: {rule}: ") for line in lines),
                                lines)

    def test_each_cmake_violation_is_found(self):
        law = "src/law/CMakeLists.txt"
        cases = [
            ("link-upward", {law: "recanvass_folder(law LINKS base\n  workflow)"}, law + ":2"),
            ("link-sideways", {law: "recanvass_folder(law LINKS base tabulate)"}, law + ":1"),
            ("link-unknown-folder", {law: "recanvass_folder(law LINKS base helpers)"}, law + ":1"),
            ("link-missing", {law: "# base\nrecanvass_folder(law LINKS election)"}, law + ":2"),
            ("link-missing", {law: "recanvass_folder(law EXTERNAL base)"}, law + ":1"),
            ("link-name", {law: "recanvass_folder(laws LINKS base)"}, law + ":1"),
            ("link-name", {law: "add_library(recanvass_law a.cpp)"}, law + ":1"),
            ("link-never", {"src/verify/CMakeLists.txt": "recanvass_folder(verify LINKS store)"},
             "src/verify/CMakeLists.txt:1"),
            ("link-missing", {"src/verify/a.cpp": "", "apps/cli/main.cpp": include("verify/a.h")},
             "apps/cli/CMakeLists.txt:1"),
        ]
        for rule, changed, place in cases:
            with self.subTest(rule=rule, files=changed):
                code, lines = self.run_ranks({**CLEAN, **changed})
                self.assertEqual(code, 1)
                self.assertTrue(any(line.startswith(f"{place}: {rule}: ") for line in lines),
                                lines)

    def test_verify_may_not_see_store_through_a_third_folder(self):
        code, lines = self.run_ranks({
            "src/verify/a.cpp": include("report/x.h"),
            "src/report/x.h": include("store/y.h"),
        })
        self.assertEqual(code, 1)
        self.assertTrue(any("never: verify sees store by verify > report > store" in line
                            for line in lines), lines)

    def test_a_library_stays_where_it_belongs(self):
        cases = [
            # header, a place it is refused, a place it is allowed
            ("nlohmann/json.hpp", "src/report/a.cpp", "src/base/json.h"),
            ("nlohmann/json.hpp", "src/base/a.cpp", "src/base/json.h"),
            ("toml++/toml.h", "src/law/a.cpp", "src/formats/a.cpp"),
            ("libxml/parser.h", "src/report/a.cpp", "src/formats/a.cpp"),
            ("simdjson.h", "src/law/a.h", "src/formats/a.cpp"),
            ("zip.h", "src/store/a.cpp", "src/formats/a.cpp"),
            ("orcus/orcus_xlsx.hpp", "src/store/a.cpp", "src/formats/a.cpp"),
            ("soci/soci.h", "src/workflow/a.cpp", "src/store/a.cpp"),
            ("boost/beast/http.hpp", "apps/cli/a.cpp", "apps/server/http/a.cpp"),
            ("boost/math/distributions/beta.hpp", "src/stats/a.h", "src/stats/a.cpp"),
            ("boost/math/distributions/beta.hpp", "src/audit/a.cpp", "src/stats/a.cpp"),
            ("CLI/CLI.hpp", "apps/cli/commands.cpp", "apps/cli/main.cpp"),
            ("mustache.hpp", "src/workflow/a.cpp", "src/report/a.cpp"),
            ("tbb/parallel_for.h", "src/audit/a.cpp", "src/cluster/a.cpp"),
            ("mpi.h", "apps/cli/a.cpp", "src/cluster/a.cpp"),
            ("openssl/evp.h", "src/base/a.h", "src/base/a.cpp"),
            ("sodium.h", "src/store/a.cpp", "src/ledger/a.cpp"),
            ("gtest/gtest.h", "src/law/a.cpp", "src/law/a_test.cpp"),
            ("benchmark/benchmark.h", "src/law/a_test.cpp", "src/law/a_bench.cpp"),
            ("rapidcheck/gtest.h", "src/law/a.cpp", "src/law/a_test.cpp"),
            ("spdlog/spdlog.h", "src/audit/a.cpp", "src/workflow/a.cpp"),
        ]
        for header, refused, allowed in cases:
            with self.subTest(header=header):
                line = f"#include <{header}>\n"
                code, lines = self.run_ranks({refused: line})
                self.assertEqual(code, 1)
                self.assertTrue(lines[0].startswith(f"{refused}:1: library: "), lines)
                self.assertEqual(self.run_ranks({allowed: line}), (0, []))

    def test_an_include_in_a_comment_or_a_string_is_not_one(self):
        text = ('/*\n#include "law/a.h"\n*/\n// #include "law/a.h"\n'
                'auto t = R"(\n#include "x.h"\n)";\n')
        self.assertEqual(self.run_ranks({"src/base/a.cpp": text}), (0, []))

    def test_the_standard_library_and_the_system_are_free(self):
        text = "#include <vector>\n#include <sys/resource.h>\n#include <unistd.h>\n"
        self.assertEqual(self.run_ranks({"src/formats/a.cpp": text}), (0, []))

    def test_ignored_files_are_not_read(self):
        files = {".gitignore": "/src/base/made.h\n", "src/base/made.h": include("law/a.h")}
        self.assertEqual(self.run_ranks(files), (0, []))

    def test_the_table_shows_rank_folder_and_what_it_sees(self):
        code, lines = self.run_ranks(CLEAN, "--table")
        self.assertEqual(code, 0)
        rows = [line.split() for line in lines]
        self.assertIn(["3", "law", "2", "base"], rows)
        self.assertIn(["7", "workflow", "1", "base", "law"], rows)

    def test_a_broken_table_is_a_usage_error(self):
        with tempfile.TemporaryDirectory() as folder:
            table = pathlib.Path(folder) / "ranks.toml"
            table.write_text("folders = [", encoding="utf-8")
            with self.assertRaises(SystemExit) as stopped:
                self.run_ranks(CLEAN, "--ranks", str(table))
        self.assertEqual(stopped.exception.code, 2)


if __name__ == "__main__":
    unittest.main()
