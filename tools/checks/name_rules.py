"""Rules about names: words that say nothing alone, and how files are called."""

import re

REASONS = {
    "bare-name": "a margin of what, a count of what? one word, one meaning",
    "file-name": "lower_snake, named for the one noun or use case inside",
}

WORDS = ("margin", "count", "rate", "data", "info", "util", "utils", "manager")
_TYPES = "|".join(word.capitalize() for word in WORDS)
_HINT = re.compile("|".join(WORDS), re.IGNORECASE)
_WORD = re.compile(r"(?<![\w.:])(?:" + "|".join(WORDS) + r")_?(?![\w])")
_BEFORE = re.compile(r"(?:\b([A-Za-z_]\w*)|[\w>&*]>)[&*]{0,2}\s+$")
_AFTER = re.compile(r"\s*(?:=(?!=)|[;,){(\[>]|:(?!:))")
_BINDING = re.compile(r"\bauto\s*&{0,2}\s*\[[^\]\n;]*$")
_TYPE = re.compile(r"(?<!friend )\b(?:class|struct|union|enum(?:\s+(?:class|struct))?|concept"
                   r"|namespace|using)\s+(" + _TYPES + "|" + "|".join(WORDS)
                   + r")\b(?!\s*(?:::|<))")
# Words that stand before an expression, not before a declared name.
_NOT_TYPES = {
    "return", "co_return", "co_yield", "co_await", "throw", "case", "goto", "delete", "new", "else",
    "do", "in", "and", "or", "not", "xor", "sizeof", "typename", "operator", "struct", "class",
    "enum", "union", "namespace", "concept", "using", "defined", "ifdef", "ifndef", "define",
}
_FILE = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*\.(?:h|cpp)")
_CPP_LIKE = {".h", ".cpp", ".hpp", ".cc", ".cxx", ".hh", ".c", ".ipp"}
_MEND = "say what it is of: reported_margin, card_count, refund_rate"


def check_declared_names(file):
    """Bare names that a C++ file declares: variables, members, functions, types."""
    code = file.cpp.code
    if not _HINT.search(code):
        return
    for match in _WORD.finditer(code):
        before = code[max(0, match.start() - 120):match.start()]
        ahead = _BEFORE.search(before)
        is_declared = (ahead is not None and ahead.group(1) not in _NOT_TYPES
                       and _AFTER.match(code, match.end()))
        if is_declared or _BINDING.search(before):
            yield (file.line_at(match.start()), "bare-name", f"{match.group()} is declared",
                   "a name that says of what", _MEND)
    for match in _TYPE.finditer(code):
        yield (file.line_at(match.start(1)), "bare-name", f"{match.group(1)} is declared",
               "a name that says of what", _MEND)


def check_file_name(file):
    """Names of files and folders under src/ and apps/."""
    if not file.path.startswith(("src/", "apps/")):
        return
    if file.suffix in _CPP_LIKE and not _FILE.fullmatch(file.name):
        yield (1, "file-name", file.name, "lower_snake.h or lower_snake.cpp", "rename the file")
    stem = re.sub(r"_(?:test|bench|fuzz)$", "", file.stem)
    for part in file.path.split("/")[1:-1] + [stem]:
        if part.lower() in WORDS:
            yield (1, "bare-name", f"the path says {part}", "a name that says of what", _MEND)
