"""A reading of C++ text without a compiler: code, comments, strings, includes and functions.

It is a tokenizer and a brace matcher, not a parser. Where it is unsure it says nothing: a
missed finding costs less than a false one.
"""

import re
from dataclasses import dataclass, field

_TOKEN = re.compile(
    r"""(?P<line_comment>//(?:\\\n|[^\n])*)
      | (?P<block_comment>/\*.*?\*/)
      | (?P<raw>(?<![A-Za-z0-9_])(?:u8|[uUL])?R"(?P<fence>[^()\s\\]{0,16})\(.*?\)(?P=fence)")
      | (?P<string>"(?:\\.|[^"\\\n])*")
      | (?P<number>(?<![A-Za-z0-9_])[0-9](?:'?[0-9A-Za-z_.])*)
      | (?P<character>'(?:\\.|[^'\\\n])+')""",
    re.VERBOSE | re.DOTALL)
_NOT_NEWLINE = re.compile(r"[^\n]")
_INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*(["<])([^">\n]*)[">]', re.MULTILINE)
_DIRECTIVE = re.compile(r"^[ \t]*#(?:\\\n|[^\n])*", re.MULTILINE)


@dataclass
class CppText:
    """`code` has the length of the text, with comments and string contents blanked."""

    code: str
    comments: list = field(default_factory=list)   # (offset, text with its slashes)
    strings: list = field(default_factory=list)    # (offset, text with its quotes)
    includes: list = field(default_factory=list)   # (offset, '"' or '<', path)


@dataclass(frozen=True)
class Function:
    """Where a function's head starts, where its body closes, and its head on one line."""

    start: int
    end: int
    head: str


def read(text):
    """Splits `text` into code, comments, strings and includes."""
    result = CppText(code="")
    pieces, position = [], 0
    for match in _TOKEN.finditer(text):
        kind, token = match.lastgroup, match.group()
        if match.group("fence") is not None:
            kind = "raw"
        if kind == "number":
            continue
        pieces.append(text[position:match.start()])
        position = match.end()
        if kind in ("line_comment", "block_comment"):
            result.comments.append((match.start(), token))
            pieces.append(_NOT_NEWLINE.sub(" ", token))
        else:
            if kind != "character":
                result.strings.append((match.start(), token))
            opened = token.index("'" if kind == "character" else '"')
            blank = _NOT_NEWLINE.sub(" ", token[opened + 1:-1])
            pieces.append(token[:opened + 1] + blank + token[-1])
    pieces.append(text[position:])
    result.code = "".join(pieces)
    for match in _INCLUDE.finditer(text):
        if result.code[match.start(1) - 1:match.start(1) + 1].strip():
            result.includes.append((match.start(1), match.group(1), match.group(2).strip()))
    return result


_BRACKET = re.compile(r"[{}();]")
_SCOPE = re.compile(r"^(?:inline\s+)?namespace\b|^extern\s*\"\s*\"\s*$|^export\s*$")
_TYPE = re.compile(
    r"^(?:template\s*<.*?>\s*(?=class|struct|union|requires)"
    r"|requires\b.*?(?=class\b|struct\b)|typedef\s+|static\s+|constexpr\s+|inline\s+|const\s+)*"
    r"(?:class|struct|union|enum)\b", re.DOTALL)
_LABEL = re.compile(r"\s*(?:public|private|protected)\s*:(?!:)")
_OPERATOR = re.compile(r"operator\s*(?:\(\s*\)|\[\s*\]|[^\s\w(]+)")
_ASSIGN = re.compile(r"(?<![=!<>+\-*/%&|^])=(?!=)")
_LAMBDA = re.compile(r"\]\s*(?:\(|mutable\b|->|$)")
_LAST_WORDS = ("const", "noexcept", "override", "final", "try", "mutable", "volatile")


def _without_groups(head):
    """`head` without what stands in parentheses."""
    kept, depth = [], 0
    for character in head:
        if character == "(":
            depth += 1
        if depth == 0:
            kept.append(character)
        if character == ")":
            depth = max(0, depth - 1)
    return "".join(kept)


def _kind_of_brace(head):
    """What a brace after `head` opens: "scope", "function", "list" (a value) or "member" (one
    value of a constructor's list, after which the head goes on)."""
    if _SCOPE.match(head):
        return "scope"
    flat = _OPERATOR.sub("operator ", head)
    bare = _without_groups(flat)
    if _TYPE.match(head) and not (head.endswith(")") and "alignas" not in head):
        return "list" if _ASSIGN.search(bare) else "scope"
    if _ASSIGN.search(re.sub(r"<[^<>]*>", "", bare)):
        return "function" if _LAMBDA.search(flat) else "list"
    if "(" not in flat and "(" not in head:
        return "list"
    last_word = re.search(r"(\w+|>)\s*$", bare)
    in_member_list = re.search(r"(?<!:):(?!:)", bare) and "(" in head
    ends_in_group = head.endswith((")", "}"))
    if in_member_list and last_word and not ends_in_group and (
            last_word.group(1) not in _LAST_WORDS) and "->" not in bare:
        return "member"
    return "function"


def functions(cpp_text):
    """The functions of a file, in order, each as a Function; lambdas belong to their function."""
    code = _DIRECTIVE.sub(lambda m: _NOT_NEWLINE.sub(" ", m.group()), cpp_text.code)
    found, scopes = [], []      # scopes: kinds of the open braces outside functions
    head_start, parens, depth, opened = 0, 0, 0, None
    for match in _BRACKET.finditer(code):
        token, position = match.group(), match.start()
        if depth:                               # inside a body, a list or a member value
            depth += (token == "{") - (token == "}")
            if depth == 0 and opened is not None:
                found.append(Function(opened[0], position, opened[1]))
            if depth == 0 and scopes.pop() != "member":
                head_start = position + 1
        elif token in "()":
            parens = max(0, parens + (1 if token == "(" else -1))
        elif parens:
            continue
        elif token == ";":
            head_start = position + 1
        elif token == "{":
            label = _LABEL.match(code, head_start, position)
            head_start = label.end() if label else head_start
            head = code[head_start:position].strip()
            kind = _kind_of_brace(head)
            opened = None
            if kind == "function":
                start = position - len(code[head_start:position].lstrip())
                opened = (start, " ".join(head.split()))
            depth = 0 if kind == "scope" else 1
            scopes.append(kind)
            if kind == "scope":
                head_start = position + 1
        elif scopes:
            scopes.pop()
            head_start = position + 1
    return found
