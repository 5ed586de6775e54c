"""Each rule of tools/tidy catches a violation, and passes clean code.

Words that tidy looks for are put together from parts here, so that it does not find itself.
"""

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

from checks import cpp, tree  # noqa: E402


def load_tool(name):
    """The program tools/<name>, which has no extension, as a module."""
    loader = importlib.machinery.SourceFileLoader(name + "_tool", str(TOOLS / name))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(loader.name, loader))
    loader.exec_module(module)
    return module


tidy = load_tool("tidy")

OPENING = "// What a statute asks.\n// Read next: law/answer.h.\n#pragma once\n"
OPEN_END = "TO" "DO"
ACCUSED = "fr" "aud"
LAW = "src/law/a_test.cpp"      # a place where any C++ may stand without a test beside it
PURE = "src/law/a.h"            # a place where the rules of pure code hold


def body(lines):
    return "  run();\n" * lines


class TidyTest(unittest.TestCase):
    def run_tidy(self, files, *arguments):
        """(exit code, findings) of tools/tidy on a tree of {path: text or bytes}."""
        with tempfile.TemporaryDirectory() as root:
            for path, text in files.items():
                full = pathlib.Path(root) / path
                full.parent.mkdir(parents=True, exist_ok=True)
                full.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
            subprocess.run(["git", "init", "-q", root], check=True)
            printed = io.StringIO()
            with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(io.StringIO()):
                code = tidy.main(["--root", root, *arguments])
        return code, printed.getvalue().splitlines()

    def expect_found(self, rule, path, text, line=1):
        with self.subTest(rule=rule, text=text[:80], wanted="found"):
            code, lines = self.run_tidy({path: text})
            self.assertEqual(code, 1, "nothing was found")
            self.assertTrue(any(x.startswith(f"{path}:{line}: {rule}: ") for x in lines), lines)

    def expect_clean(self, path, text):
        with self.subTest(text=text[:80], wanted="clean"):
            self.assertEqual(self.run_tidy({path: text}), (0, []))

    def test_file_lines_at_the_limit_and_above(self):
        self.expect_clean(LAW, "// x\n" * 800)
        self.expect_found("file-lines", LAW, "// x\n" * 801, line=801)
        self.expect_clean("docs/a.md", "x\n" * 801)

    def test_columns_at_the_limit_and_above(self):
        self.expect_clean(LAW, "// " + "§ " * 48 + "x\n")           # 100 code points
        self.expect_found("columns", LAW, "// " + "x " * 48 + "xy\n")
        self.expect_found("columns", "docs/a.md", "word " * 21 + "x\n")
        self.expect_found("columns", "tools/run", "#!/bin/sh\n# " + "x " * 50 + "x\n", line=2)

    def test_columns_spare_tables_strings_addresses_and_raw_strings(self):
        self.expect_clean("docs/a.md", "| a | " + "word " * 30 + "|\n")
        self.expect_clean("docs/a.md", "see https://example.gov/" + "a" * 90 + "\n")
        self.expect_clean("statutes/a.toml", 'words = "' + "word " * 30 + '"\n')
        self.expect_found("columns", "statutes/a.toml", "# " + "word " * 30 + "x\n")
        self.expect_clean("reference/a.csv", "word," * 30 + "\n")
        self.expect_clean(LAW, 'auto t = R"(\n' + "word " * 30 + 'x\n)";\n')

    def test_function_lines_at_the_limit_and_above(self):
        inside_class = "namespace a {\nclass B final : public C<int> {\n public:\n"
        cases = [
            # lines before the function, its head, lines after it
            ("", "void f()", ""),
            ("int x{3};\n", "int A::f(int a, std::string b) const noexcept", ""),
            ("", "TEST(Law, claim)", ""),
            ("", "A::A() : a_{1}, b_(2)", ""),
            ("", "auto f() -> std::vector<int>", ""),
            ("", "bool operator==(A a, A b)", ""),
            ("", "auto f = [](int x)", ""),
            ("\n// Twice.\n", "template <class T>\n  requires std::integral<T>\nT f(T x)", ""),
            (inside_class, "  explicit B(int x = 3)", "};\n}\n"),
        ]
        for before, head, after in cases:
            start = before.count("\n") + 1
            own = head.count("\n") + 2         # lines of the head and of the closing brace
            fits = before + head + " {\n" + body(70 - own) + "}\n" + after
            above = before + head + " {\n" + body(71 - own) + "}\n" + after
            self.expect_clean(LAW, fits)
            self.expect_found("function-lines", LAW, above, line=start)

    def test_function_lines_pass_over_tables_classes_and_namespaces(self):
        row = '  {"a {", 1},\n'
        self.expect_clean(LAW, "constexpr Row kRows[] = {\n" + row * 90 + "};\n")
        self.expect_clean(LAW, "const std::map<int, int> kRows{\n" + row * 90 + "};\n")
        self.expect_clean(LAW, "struct A {\n" + "  int field;\n" * 90 + "};\n")
        self.expect_clean(LAW, "namespace {\n" + "int f() { return 1; }\n" * 90 + "}\n")
        self.expect_clean(LAW, "enum class A : int {\n" + "  B,\n" * 90 + "};\n")
        self.expect_clean(LAW, "void f() { g('{', \"{\"); }  // a { b\n" + "int g();\n" * 90)

    def test_a_header_has_pragma_once_and_opens_with_two_to_five_lines(self):
        self.expect_clean(PURE, OPENING)
        self.expect_clean(PURE, "#pragma once\n// One.\n// Two.\n\nint f();\n")
        self.expect_found("pragma-once", PURE, "// One.\n// Two.\n")
        self.expect_found("pragma-once", PURE, "// #pragma once\n// Two.\n")
        self.expect_found("header-opening", PURE, "#pragma once\nint f();\n")
        self.expect_found("header-opening", PURE, "// One.\n#pragma once\n")
        self.expect_clean(PURE, "// x\n" * 5 + "#pragma once\n")
        self.expect_found("header-opening", PURE, "// x\n" * 6 + "#pragma once\n")

    def test_banned_code(self):
        cases = [
            ("using-namespace", "using namespace std;"),
            ("std-regex", "std::regex wanted;"), ("std-regex", "std::regex_match(a);"),
            ("library-random", "int x = rand();"), ("library-random", "std::shuffle(a, b, c);"),
            ("library-random", "std::uniform_int_distribution<int> d;"),
            ("library-random", "std::random_device seed;"),
            ("locale", "setlocale(LC_ALL, word);"), ("locale", "out.imbue(x);"),
            ("locale", "std::locale here;"),
            ("number-parsing", "std::stoi(a);"), ("number-parsing", "std::stod(a);"),
            ("number-parsing", "atoi(a);"), ("number-parsing", "std::strtod(a, b);"),
            ("number-parsing", "sscanf(a, b);"),
            ("std-format", "std::format(a);"), ("coroutine", "co_await x;"),
            ("throw", "throw Problem{};"), ("silent-catch", "try { f(); } catch (...) {}"),
            ("silent-catch", "try { f(); } catch (const E& e) { /* nothing */ }"),
        ]
        for rule, code in cases:
            self.expect_found(rule, LAW, "\n" + code + "\n", line=2)
            self.expect_clean(LAW, f"// as in {code}.\nauto t = R\"({code})\";\n")

    def test_code_that_only_looks_banned(self):
        self.expect_clean(LAW, "using std::vector;\nint operand();\nint k = grand();\n"
                               "draw.shuffle();\nfmt::format(a);\nbool throws();\n"
                               "try { f(); } catch (...) { return problem(); }\n")

    def test_the_only_exception_of_ours_is_thrown_in_check(self):
        files = {"src/base/check.cpp": "void f() { throw BrokenProgram{}; }\n",
                 "src/base/check_test.cpp": ""}
        self.assertEqual(self.run_tidy(files), (0, []))

    def test_pure_folders_are_pure_and_others_are_free(self):
        headers = ["fstream", "filesystem", "iostream", "syncstream", "thread", "mutex",
                   "shared_mutex", "condition_variable", "future", "semaphore", "latch", "barrier",
                   "stop_token", "random", "ctime", "time.h", "unistd.h", "fcntl.h", "sys/stat.h"]
        cases = [f"#include <{header}>" for header in headers] + [
            "std::jthread worker;", "std::mutex guard;", 'auto f = fopen(a, "r");',
            "auto t = std::chrono::system_clock::now();", "auto t = time(nullptr);",
            'auto e = std::getenv("A");', "spdlog::info(a);", "std::cout << a;", "printf(a);",
        ]
        for code in cases:
            self.expect_found("impure", PURE, OPENING + code + "\n", line=4)
            self.expect_clean("src/report/a.h", OPENING + code + "\n")
            self.expect_clean(LAW, code + "\n")
        self.expect_clean(PURE, OPENING + "#include <chrono>\nDate expiration_time(int a);\n")

    def test_hash_order_in_pure_folders_needs_a_reason(self):
        line = "std::unordered_map<int, int> seen;"
        self.expect_found("order-free", PURE, OPENING + line + "\n", line=4)
        self.expect_clean("src/report/a.h", OPENING + line + "\n")
        why = "  // tidy: order-free only looked up, never walked\n"
        self.expect_clean(PURE, OPENING + line + why)
        self.expect_clean(PURE, OPENING + why + line + "\n")
        self.expect_clean(PURE, OPENING + why + "// and more words\n" + line + "\n")
        self.expect_found("order-free", PURE, OPENING + why + "int a;\n" + line + "\n", line=6)

    def test_an_excuse_needs_a_rule_and_a_reason(self):
        self.expect_found("excuse", PURE, OPENING + "int a;  // tidy: order-free\n", line=4)
        self.expect_found("excuse", PURE, OPENING + "int a;  // tidy: no-such-rule some words\n",
                          line=4)

    def test_bare_names_that_are_declared(self):
        cases = [
            "int count = 0;", "double rate;", "void f(int margin);", "void f(const A& data);",
            "for (auto& info : all) {", "auto [name, count] = pair;", "std::vector<int> data;",
            "int count_ = 0;", "struct Info {", "class Manager;", "enum class Rate {",
            "namespace util {", "using Data = int;", "int count() const;", "char* data{};",
            "template <int count>", "static int rate(int a) {",
        ]
        for code in cases:
            self.expect_found("bare-name", LAW, code + "\n")
        clean = [
            "return count;", "x.count(a);", "x->data();", "f(count, data);", "std::count(a);",
            "int vote_count = 0;", "struct MarginShare {};", "y = a * rate;", "y = a & data;",
            "y = a ? count : data;", "if (count == 3) {", "int kCount = 2;", "// int count;",
            'auto t = "int count;";', "x = base::data;", "if (a < count) {",
            "friend class Count<T>;",
        ]
        for code in clean:
            code_or_comment = "// a count" if code.startswith("//") else code
            self.expect_clean(LAW, code_or_comment + "\n")

    def test_file_names(self):
        self.expect_found("bare-name", "src/law/util_test.cpp", "")
        self.expect_found("bare-name", "src/law/data/a_test.cpp", "")
        self.expect_found("file-name", "src/law/RecountDue.h", OPENING)
        self.expect_found("file-name", "src/law/due.hpp", "")
        self.expect_clean("src/law/fee_rate_test.cpp", "")

    def test_open_ends(self):
        self.expect_found("open-end", LAW, f"// {OPEN_END} check the year\n")
        self.expect_found("open-end", "docs/a.md", f"{OPEN_END}: more\n")
        self.expect_clean(LAW, f"// {OPEN_END}(#12) check the year\n")

    def test_code_in_comments(self):
        for code in ["int x = 3;", "f(x, y);", "if (a) {", "return a;", "x->y = 4;", "}", "};",
                     "#include <vector>", "a += b;", "std::string name;", "auto x = f(y);"]:
            self.expect_found("code-in-comment", LAW, f"// {code}\n")
        for words in ["The first is exact;", "w = 1 / 2 is the share of a card", "#12 says why",
                      "(2) and later, see f(x);", "Fla. Stat. § 102.141(7);", "for each unit;"]:
            self.expect_clean(LAW, f"// {words}\n// the second is not.\n")
        self.expect_clean(PURE, OPENING + "/// x = f(y);\nint f(int y);\n")

    def test_the_program_accuses_nobody(self):
        code = f'auto t = "a sign of {ACCUSED}";\n'
        self.expect_found("neutral-voice", "src/report/a.h", OPENING + code, line=4)
        self.expect_found("neutral-voice", "src/report/page.mustache", f"a\n{ACCUSED.upper()}\n", 2)
        self.expect_clean("src/report/a_test.cpp", code)
        self.expect_clean("statutes/us-mi/recount.toml", f'grounds = "{ACCUSED} or error"\n')
        self.expect_clean("src/report/a.h", OPENING + f"// not a word of {ACCUSED}\n")

    def test_names_of_one_machine(self):
        paths = ["/wo" "rk/a", "/fa" "rm/x", "/tmp/" "wt/a", "/ho" "me/ann", ".lib" "rary/x"]
        for path in paths:
            for place in ["docs/a.md", "tests/a.txt", LAW]:
                self.expect_found("machine-path", place, f"// see {path}\n")
        for host in ["pypi" ".org", "registry.npmjs" ".org", "deb.debian" ".org", "crates" ".io"]:
            self.expect_found("registry", "docs/a.md", f"from https://{host}/a\n")
        other = "home/wo" "rk/a, https://example.gov/wo" "rk/a, x.lib" "rary\n"
        self.expect_clean("docs/a.md", other)

    def test_form(self):
        cases = [
            ("trailing-space", LAW, "int a; \n", 1), ("tab", LAW, "\n\tint a;\n", 2),
            ("line-ends", LAW, "int a;", 1), ("line-ends", LAW, "int a;\r\n", 1),
            ("line-ends", LAW, "int a;\n\n", 2), ("line-ends", "docs/a.md", "a\n\nb", 3),
            ("encoding", "docs/a.md", b"a\n\xe9\n", 2),
            ("encoding", LAW, b"\xef\xbb\xbfint a;\n", 1),
        ]
        for rule, path, text, line in cases:
            self.expect_found(rule, path, text, line)
        self.expect_clean("tests/bad/a.csv", b"\xef\xbb\xbfa,b \r\nc\t,d")
        self.expect_clean("web/logo.png", b"\x89PNG\0\r\n ")
        self.expect_clean("src/law/x_test.cpp", "// @" "generated\nint a; \t")
        self.expect_clean(LAW, "")

    def test_each_cpp_has_its_test_beside_it(self):
        self.expect_found("test-beside", "src/law/statute.cpp", "")
        self.assertEqual(self.run_tidy({"src/law/a.cpp": "", "src/law/a_test.cpp": ""}), (0, []))
        self.assertEqual(self.run_tidy({"src/law/a.cpp": "", "src/base/a_test.cpp": ""})[0], 1)
        self.expect_clean("apps/cli/command.cpp", "")
        self.expect_clean("src/law/statute.h", OPENING)

    def test_two_decisions_do_not_share_a_number(self):
        first, second = "docs/decisions/0005-a.md", "docs/decisions/0005-b.md"
        code, lines = self.run_tidy({first: "", second: ""})
        self.assertEqual(code, 1)
        self.assertTrue(lines[0].startswith(f"{second}:1: decision-number: 0005 is {first}"), lines)
        self.assertEqual(self.run_tidy({first: "", "docs/decisions/0006-b.md": ""}), (0, []))

    def test_ignored_files_are_not_read(self):
        files = {".gitignore": "/build/\n", "build/a.cpp": "int a; \n"}
        self.assertEqual(self.run_tidy(files), (0, []))

    def test_rules_are_listed_with_their_reasons(self):
        code, lines = self.run_tidy({}, "--rules")
        self.assertEqual(code, 0)
        self.assertEqual(len(lines), len(tidy.REASONS))
        self.assertTrue(all(len(line.split(maxsplit=1)) == 2 for line in lines))

    def test_settings_that_exempt_from_no_rule_are_refused(self):
        with tempfile.TemporaryDirectory() as folder:
            settings = pathlib.Path(folder) / "tidy.toml"
            text = (TOOLS / "tidy.toml").read_text(encoding="utf-8")
            settings.write_text(text.replace('"throw"', '"trow"'), encoding="utf-8")
            with self.assertRaises(SystemExit) as stopped:
                self.run_tidy({}, "--settings", str(settings))
        self.assertEqual(stopped.exception.code, 2)

    def test_the_checks_do_not_find_themselves(self):
        settings = tidy.load_settings(TOOLS / "tidy.toml", TOOLS / "ranks.toml")
        own = [TOOLS / "tidy", TOOLS / "ranks", *TOOLS.glob("*.py"), *TOOLS.glob("checks/*.py")]
        findings = []
        for path in own:
            file = tree.SourceFile(TOOLS.parent, path.relative_to(TOOLS.parent).as_posix())
            findings += [str(finding) for finding in tidy.check_file(file, settings)]
        self.assertEqual(findings, [])


class CppTextTest(unittest.TestCase):
    def test_comments_strings_and_separators_are_told_apart(self):
        text = ("int a = 1'000'000; // it's\nchar c = '\"'; auto s = \"a // b\\\"\"; /* \" */\n"
                'auto r = R"x(")" // )x"; int z;\n')
        read = cpp.read(text)
        self.assertEqual([token for _, token in read.comments], ["// it's", '/* " */'])
        self.assertEqual([token for _, token in read.strings],
                         ['"a // b\\""', 'R"x(")" // )x"'])
        self.assertEqual(len(read.code), len(text))
        self.assertIn("1'000'000;", read.code)
        self.assertTrue(read.code.rstrip().endswith("int z;"))

    def test_functions_are_found_with_their_heads(self):
        text = ("struct A {\n  A() : a_{1}, b_{2} { f(); }\n  int g() const { return 1; }\n};\n"
                "int x{3};\nint h(std::function<int()> k = [] { return 1; }) { return k(); }\n"
                'extern "C" { void i() {} }\n')
        heads = [function.head for function in cpp.functions(cpp.read(text))]
        self.assertEqual([head.split("(")[0] for head in heads], ["A", "int g", "int h", "void i"])


if __name__ == "__main__":
    unittest.main()
