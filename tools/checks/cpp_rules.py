"""Rules about C++: what the house style bans or asks for and a program can see.

A rule yields (line, rule, found, wanted, mend), like those of text_rules.py. What counts as a
name is in name_rules.py.
"""

import re
from dataclasses import dataclass

from checks import cpp

REASONS = {
    "function-lines": "a function is understood without scrolling",
    "pragma-once": "a header may be included twice",
    "header-opening": "a header says what it is, where it stands and what to read next",
    "using-namespace": "a name says where it comes from",
    "std-regex": "std::regex is slow, and overflows the stack on hostile input",
    "library-random": "no library generator or distribution gives the same numbers everywhere",
    "locale": "the same record gives the same bytes in every locale",
    "number-parsing": "these read the locale, skip space and hide errors; from_chars does not",
    "std-format": "g++ 12 has no std::format",
    "coroutine": "g++ 12 miscompiles co_await beside a capturing lambda",
    "order-free": "hash order must not reach a result",
    "impure": "ranks 1-4 give the same answer on every machine, at any time",
    "throw": "nothing of ours throws but RECANVASS_CHECK",
    "silent-catch": "a failure that is dropped is a wrong answer later",
    "code-in-comment": "old code is in the history, where it compiles",
    "neutral-voice": "an oddity is unexplained; the program accuses nobody",
    "test-beside": "each .cpp has its claims beside it",
}


@dataclass(frozen=True)
class Ban:
    """A pattern that must not stand in code. `hint` is a plain word that every match contains."""

    rule: str
    hint: str
    pattern: re.Pattern
    wanted: str
    mend: str


def _ban(rule, hint, pattern, wanted, mend):
    return Ban(rule, hint, re.compile(pattern), wanted, mend)


_PARSE = ("number-parsing", "std::from_chars", "call base's parser, or std::from_chars")
_RANDOM = ("library-random", "the streams of stats/ or the draws of draw/",
           "draw from a counter-based stream, with the house's own bounding and shuffling")
_LOCALE = ("locale", "no locale", "use fmt and from_chars, which read none")

BANS = [
    _ban("using-namespace", "using", r"\busing\s+namespace\b", "qualified names",
         "write the namespace, or a using-declaration for one name"),
    _ban("std-regex", "std::", r"std::w?s?regex\w*\b", "a hand-written match",
         "split and compare with string_view"),
    _ban(_RANDOM[0], "rand", r"(?<![\w.>:])(?:std::)?s?rand\s*\(", *_RANDOM[1:]),
    _ban(_RANDOM[0], "shuffle", r"std::(?:ranges::)?(?:random_)?shuffle\b", *_RANDOM[1:]),
    _ban(_RANDOM[0], "_distribution", r"std::\w+_distribution\b", *_RANDOM[1:]),
    _ban(_RANDOM[0], "std::", r"std::(?:random_device|default_random_engine)\b", *_RANDOM[1:]),
    _ban(_LOCALE[0], "locale", r"\b(?:std::locale|(?:std::)?setlocale)\b", *_LOCALE[1:]),
    _ban(_LOCALE[0], "imbue", r"\bimbue\s*\(", *_LOCALE[1:]),
    _ban(_PARSE[0], "sto", r"std::sto(?:i|l|ll|ul|ull|f|d|ld)\b", *_PARSE[1:]),
    _ban(_PARSE[0], "ato", r"(?<![\w.>])(?:std::)?ato(?:i|l|ll|f)\s*\(", *_PARSE[1:]),
    _ban(_PARSE[0], "strto", r"(?<![\w.>])(?:std::)?strto(?:l|ll|ul|ull|f|d|ld)\s*\(",
         *_PARSE[1:]),
    _ban(_PARSE[0], "scanf", r"\b\w*scanf\s*\(", *_PARSE[1:]),
    _ban("std-format", "std::", r"std::(?:v?format(?:_to|_to_n)?|print|println)\b", "fmt::format",
         "use fmt"),
    _ban("coroutine", "co_", r"\bco_(?:await|yield|return)\b", "callbacks",
         "write a callback that keeps its object alive"),
    _ban("throw", "throw", r"\bthrow\b", "a Result with a named cause",
         "return the problem; for a broken invariant use RECANVASS_CHECK"),
]

_ORDER_FREE = _ban("order-free", "unordered_", r"std::unordered_\w+",
                   "std::map or a sorted vector",
                   "sort it, or say why no order reaches a result: // tidy: order-free <why>")

_PURE = "time, files and settings as arguments"
IMPURE = [
    _ban("impure", "clock", r"\b\w*[cC]lock(?:_type)?\s*::\s*now\b", _PURE, "take the date"),
    _ban("impure", "time", r"(?<![\w.>])(?:std::)?(?:time|clock|localtime|gmtime)\s*\(\s*"
         r"(?:nullptr|NULL|0|&|\))", _PURE, "take the date"),
    _ban("impure", "getenv", r"\b(?:secure_)?getenv\b", _PURE, "take the setting"),
    _ban("impure", "spdlog", r"\bspdlog\b", _PURE, "return what happened; the caller logs it"),
    _ban("impure", "std::c", r"std::(?:cout|cerr|clog|cin)\b", _PURE, "return the text"),
    _ban("impure", "print", r"(?<![\w.>])(?:std::|fmt::)?f?print(?:f|ln)?\s*\(", _PURE,
         "return the text"),
    _ban("impure", "open", r"(?<![\w.>])(?:std::)?fopen\s*\(", _PURE, "take the bytes"),
    _ban("impure", "std::", r"std::(?:jthread|thread|async|this_thread|mutex|shared_mutex)\b",
         "parallelism from the Executor", "take an Executor"),
]
IMPURE_HEADERS = {
    "fstream", "filesystem", "iostream", "thread", "mutex", "shared_mutex", "condition_variable",
    "future", "semaphore", "latch", "barrier", "stop_token", "syncstream", "random", "ctime",
    "time.h", "unistd.h", "fcntl.h",
}


def check_cpp(file, settings):
    """All rules of this page on one C++ file."""
    is_pure = settings.is_pure(file) and not file.is_test_side
    bans = BANS + ([_ORDER_FREE] + IMPURE if is_pure else [])
    for ban in bans:
        if ban.hint in file.cpp.code:
            for match in ban.pattern.finditer(file.cpp.code):
                yield (file.line_at(match.start()), ban.rule, " ".join(match.group().split()),
                       ban.wanted, ban.mend)
    if is_pure:
        for offset, quote, header in file.cpp.includes:
            if quote == "<" and (header in IMPURE_HEADERS or header.startswith("sys/")):
                yield (file.line_at(offset), "impure", f"<{header}> in a pure folder", _PURE,
                       "move what needs it to rank 5 or above")
    yield from _check_functions(file, settings)
    yield from _check_catches(file)
    yield from _check_comments(file)
    if file.suffix == ".h":
        yield from _check_header(file)
    if file.path.startswith(("src/", "apps/")) and not file.is_test_side:
        for offset, token in file.cpp.strings:
            yield from check_voice(file, offset, token)


def _check_functions(file, settings):
    for function in cpp.functions(file.cpp):
        first, last = file.line_at(function.start), file.line_at(function.end)
        if last - first + 1 > settings.function_lines:
            name = re.search(r"(~?\w+)\s*\(", function.head)
            yield (first, "function-lines",
                   f"{name.group(1) if name else 'a lambda'} has {last - first + 1} lines",
                   f"{settings.function_lines} at most",
                   "take out a step that has a name; move tables of values out of the function")


_SILENT = re.compile(r"\bcatch\s*\(([^()]*)\)\s*\{\s*\}")


def _check_catches(file):
    if "catch" in file.cpp.code:
        for match in _SILENT.finditer(file.cpp.code):
            yield (file.line_at(match.start()), "silent-catch",
                   f"catch ({' '.join(match.group(1).split())}) that does nothing",
                   "the failure in the result", "return a problem that names the cause")


_VALUE = r"[\w\])}\"']"
_CODE_COMMENT = re.compile(
    r"^(?:.*\{"                                                      # if (x) {
    r"|\}[\s;)]*"                                                    # };
    r"|#\s*(?:include|define|if|ifdef|ifndef|endif|pragma)\b.*"      # #include <x>
    r"|[\w:.>-]+(?:<[^;]*>)?\(.*\)\s*;"                              # call(x);
    r"|[\w:<>,&* ]*[\w>&*]\s+\w+\s*=[^=].*" + _VALUE + r";"   # int x = y;
    r"|[\w.\[\]>-]+\s*[-+*/|&]?=[^=].*" + _VALUE + r";"              # x = y;
    r"|(?:return|throw|delete|goto|break|continue)\b[^,.]*;"         # return x;
    r"|(?:const |static |constexpr )*(?:int|bool|auto|double|float|char|void|(?:std|base)::"
    r"[\w:<>, ]+)\s*[&*]*\s\w+(?:\(.*\))?;)$")                       # int x;


def _check_comments(file):
    for offset, token in file.cpp.comments:
        if token.startswith("//") and not token.startswith("///"):
            if token.endswith((";", "{", "}")) or token.startswith(("//#", "// #")):
                if _CODE_COMMENT.match(token[2:].strip()):
                    yield (file.line_at(offset), "code-in-comment", f"{token.strip()!r}",
                           "words in comments", "delete it, or say in words what it shows")


def _check_header(file):
    body = [line for line in file.lines if not line.startswith("// SPDX-")]
    if not re.search(r"^#pragma once$", file.cpp.code, re.MULTILINE):
        yield (1, "pragma-once", "no #pragma once", "#pragma once in each header", "add it")
    while body and (not body[0].strip() or body[0] == "#pragma once"):
        body.pop(0)
    opening = 0
    while opening < len(body) and body[opening].startswith("//"):
        opening += 1
    if not 2 <= opening <= 5:
        yield (1, "header-opening", f"{opening} line(s) of comment at the top", "two to five",
               "say what this is, where it stands in the main flow, what to read next")


_VOICE = re.compile("fr" "aud|rig" "ged|sto" "len", re.IGNORECASE)


def check_voice(file, offset, text):
    """Words of accusation in what the program says; `text` stands at `offset` of the file."""
    for match in _VOICE.finditer(text):
        yield (file.line_at(offset + match.start()), "neutral-voice", f"{match.group()!r}",
               "a neutral word", "say what was found; in the words of a statute, excuse the line")
