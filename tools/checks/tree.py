"""Files of the checkout, findings about them, and globs that choose among them.

Read next: cpp.py (what is code, comment and string in a C++ file).
"""

import bisect
import functools
import os
import pathlib
import re
import subprocess
from dataclasses import dataclass

from checks import cpp

CPP_SUFFIXES = (".h", ".cpp")
SIDE_SUFFIXES = ("_test", "_bench", "_fuzz")


@dataclass(frozen=True, order=True)
class Finding:
    """One broken rule at one place, with what was wanted and one way to mend it."""

    path: str
    line: int
    rule: str
    found: str
    wanted: str
    mend: str

    def __str__(self):
        return (f"{self.path}:{self.line}: {self.rule}: {self.found}; "
                f"wanted {self.wanted}; mend: {self.mend}")


class SourceFile:
    """One text file. `path` is relative to the root, with forward slashes."""

    def __init__(self, root, path):
        self.path = path
        self.name = path.rsplit("/", 1)[-1]
        self.stem, self.suffix = os.path.splitext(self.name)
        self.raw = (pathlib.Path(root) / path).read_bytes()

    @property
    def is_binary(self):
        return b"\0" in self.raw[:8192]

    @property
    def is_cpp(self):
        return self.suffix in CPP_SUFFIXES

    @property
    def is_test_side(self):
        """True for tests, benchmarks and fuzz targets, which stand beside the code."""
        return self.stem.endswith(SIDE_SUFFIXES)

    @functools.cached_property
    def text(self):
        return self.raw.decode("utf-8", errors="replace").replace("\r\n", "\n")

    @functools.cached_property
    def lines(self):
        return self.text.split("\n")

    @functools.cached_property
    def cpp(self):
        """The C++ reading of the text: cpp.CppText."""
        return cpp.read(self.text)

    @functools.cached_property
    def _line_starts(self):
        return [0] + [match.end() for match in re.finditer("\n", self.text)]

    def line_at(self, offset):
        """The line, counted from 1, that holds the character at `offset` of `text`."""
        return bisect.bisect_right(self._line_starts, offset)


def list_paths(root):
    """Paths known to git (tracked, or new and not ignored), sorted; a plain walk without git."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
    command = ["git", "-C", str(root), "ls-files", "-z", "--cached", "--others",
               "--exclude-standard"]
    try:
        listed = subprocess.run(command, capture_output=True, env=environment, check=False)
        found = listed.stdout.decode("utf-8", "surrogateescape").split("\0")
        paths = found if listed.returncode == 0 else _walk(root)
    except FileNotFoundError:
        paths = _walk(root)
    kept = {path for path in paths if path and _is_plain_file(root, path)}
    return sorted(kept)


def _walk(root):
    """Every file below `root` outside build folders and hidden ones (an unpacked release)."""
    for folder, subfolders, names in os.walk(root):
        subfolders[:] = [s for s in subfolders if s != "build" and not s.startswith(".")]
        for name in names:
            yield os.path.relpath(os.path.join(folder, name), root).replace(os.sep, "/")


def _is_plain_file(root, path):
    full = os.path.join(root, path)
    return os.path.isfile(full) and not os.path.islink(full)


@functools.lru_cache(maxsize=None)
def _compiled_glob(glob):
    pattern = ""
    for part in re.findall(r"\*\*/|\*\*|\*|\?|[^*?]+", glob):
        pattern += {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}.get(
            part, re.escape(part))
    return re.compile(pattern)


def is_match(path, globs):
    """True when `path` fits one of `globs`; `*` stays inside a folder and `**` does not."""
    return any(_compiled_glob(glob).fullmatch(path) for glob in globs)
