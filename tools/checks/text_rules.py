"""Rules that hold for every text file: form, lengths, open ends, and names of one machine.

A rule is a function of a SourceFile and the Settings that yields (line, rule, found, wanted,
mend). Literals that a rule looks for are put together from parts, so that no rule finds itself.
"""

import re

REASONS = {
    "file-lines": "a file that is read in one sitting is reviewed in one sitting",
    "columns": "two files fit side by side, and so does a review",
    "trailing-space": "invisible changes hide real ones",
    "tab": "a tab has a different width for each reader",
    "line-ends": "the same file gives the same hash on every machine",
    "encoding": "the same file gives the same text on every machine",
    "open-end": "an open end without an issue is forgotten",
    "machine-path": "what names one machine works on one machine",
    "registry": "set-up works from the distribution alone",
}

CODE_SUFFIXES = {".h", ".cpp", ".py", ".sh", ".cmake", ".js", ".mjs", ".ts", ".tsx", ".css"}
# Data and templates may have long lines; in TOML a line with a string may.
WIDE_SUFFIXES = {".csv", ".tsv", ".json", ".xml", ".html", ".svg", ".mustache", ".txt", ".lock"}
_WIDE_WORD = re.compile(r"\S{60,}")
_OPEN_END = re.compile(r"\b(?:" + "|".join(["TO" "DO", "FIX" "ME", "XX" "X", "HA" "CK"])
                       + r")\b(?!\(#\d+\))")
_PATHS = [(hint, re.compile(before + re.escape(hint) + after)) for before, hint, after in [
    (r"(?<![\w.~/-])", "/wo" "rk", r"(?!\w)"),
    (r"(?<![\w.~/-])", "/fa" "rm", r"(?!\w)"),
    (r"(?<![\w.~/-])", "/tmp/" "w", r"t?(?!\w)"),
    (r"(?<![\w.~/-])", "/ho" "me/", r"\w"),
    (r"(?<!\w)", ".lib" "rary/", ""),
]]
_HOSTS = ["pypi" ".org", "pythonhosted" ".org", "registry.npmjs" ".org", "registry.yarnpkg" ".com",
          "deb.debian" ".org", "security.debian" ".org", "archive.ubuntu" ".com", "crates" ".io",
          "proxy.golang" ".org", "repo1.maven" ".org", "rubygems" ".org", "conda.anaconda" ".org"]


def is_code(file):
    """True for programs and scripts, also those without an extension."""
    return (file.suffix in CODE_SUFFIXES or file.name == "CMakeLists.txt"
            or (not file.suffix and file.raw.startswith(b"#!")))


def check_text(file, settings):
    """All rules of this page on one text file."""
    yield from _check_names_of_machines(file)
    if settings.is_free_form(file):
        return
    yield from _check_lengths(file, settings)
    yield from _check_form(file)
    for match in _OPEN_END.finditer(file.text):
        yield (file.line_at(match.start()), "open-end", f"a bare {match.group()}",
               f"{match.group()}(#issue)", "do it, or open an issue and give its number")


def _check_names_of_machines(file):
    for hint, pattern in _PATHS:
        for match in pattern.finditer(file.text) if hint in file.text else ():
            yield (file.line_at(match.start()), "machine-path", f"{match.group()!r}",
                   "no absolute path of one machine",
                   "take the path as an argument, a CMake variable or relative to the checkout")
    lowered = file.text.lower()
    for host in _HOSTS:
        for match in re.finditer(re.escape(host), lowered) if host in lowered else ():
            yield (file.line_at(match.start()), "registry", host,
                   "no host of a package registry", "name the package, leave the host to its tool")


def _check_lengths(file, settings):
    lines_total = len(file.lines) - (file.lines[-1] == "")
    if is_code(file) and lines_total > settings.file_lines:
        yield (settings.file_lines + 1, "file-lines", f"{lines_total} lines",
               f"{settings.file_lines} at most", "split the file by the nouns it holds")
    if file.suffix in WIDE_SUFFIXES and file.name != "CMakeLists.txt":
        return
    columns = settings.columns(file)
    raw_lines = _lines_inside_raw_strings(file) if file.is_cpp else ()
    for number, line in enumerate(file.lines, 1):
        if len(line) > columns and not _may_be_wide(file, number, line, raw_lines):
            yield (number, "columns", f"{len(line)} columns", f"{columns} at most",
                   "break the line")


def _may_be_wide(file, number, line, raw_lines):
    """Tables of Markdown, strings of TOML, raw strings of C++ that span lines, and lines with one
    word (an address, a hash) that cannot be broken."""
    if file.suffix == ".md" and line.lstrip().startswith("|"):
        return True
    if file.suffix == ".toml" and ('"' in line or "'" in line):
        return True
    return number in raw_lines or any("/" in word or word.isalnum()
                                      for word in _WIDE_WORD.findall(line))


def _lines_inside_raw_strings(file):
    inside = set()
    for offset, token in file.cpp.strings:
        if "\n" in token:
            first = file.line_at(offset)
            inside.update(range(first, first + token.count("\n") + 1))
    return inside


def _check_form(file):
    if b"\r" in file.raw:
        line = file.raw[:file.raw.index(b"\r")].count(b"\n") + 1
        yield (line, "line-ends", "a carriage return", "line feeds only",
               "convert the file (sed -i 's/\\r$//')")
    if file.raw and not file.raw.endswith(b"\n"):
        yield (len(file.lines), "line-ends", "no line feed at the end", "one", "add it")
    if file.raw.endswith(b"\n\n"):
        yield (len(file.lines) - 1, "line-ends", "an empty last line", "none", "remove it")
    try:
        file.raw.decode("utf-8")
    except UnicodeDecodeError as problem:
        line = file.raw[:problem.start].count(b"\n") + 1
        yield (line, "encoding", f"byte {file.raw[problem.start]:#04x}", "UTF-8",
               "convert the file")
    if file.raw.startswith(b"\xef\xbb\xbf"):
        yield (1, "encoding", "a byte order mark", "none", "remove its three bytes")
    for number, line in enumerate(file.lines, 1):
        if line.endswith((" ", "\t")):
            yield (number, "trailing-space", "space at the end of the line", "none", "remove it")
        if file.is_cpp and "\t" in line:
            yield (number, "tab", "a tab", "spaces", "replace it by two spaces, or by \\t")
