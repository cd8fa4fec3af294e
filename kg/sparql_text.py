"""What can be read off a SPARQL text before the engine sees it: SERVICE, FROM, and where an error stands."""

from __future__ import annotations

import re

from wcwidth import wcswidth

_BLANK = r"(?:\s++|#[^\n\r]*+)*+"
_NAME = r"(?:<[^<>\s{}]*+>|[?$][^\s{}#]++|[^\s{}<>\"'?$#:]*+:[^\s{}<>\"'#]*+)"
# Oxigraph knows no word boundaries (`1SERVICE<…>` and `SERVICESILENT:a` are clauses for it), so neither do we;
# a name of thousands of characters is no name, and not worth the time to look for its end.
_SERVICE = re.compile(rf"service{_BLANK}(?:silent{_BLANK})?(?:(?=[^\s{{}}]{{3000}})|{_NAME}{_BLANK}\{{)", re.IGNORECASE)
_FROM = re.compile(rf"(?<![\w:.-])from(?=\W){_BLANK}(?:named{_BLANK})?(?:<|[^\s{{}}<>\"'?$():]*+:)", re.IGNORECASE)
_VARIABLE = re.compile(r"[?$]\w+")
_STRING = re.compile(
    r"'''(?:[^\\]|\\.)*?'''|\"\"\"(?:[^\\]|\\.)*?\"\"\"|'(?:[^'\\\n\r]|\\.)*'|\"(?:[^\"\\\n\r]|\\.)*\"", re.DOTALL
)
_SHORT_STRING = re.compile(r"'(?:[^'\\\n\r]|\\.)*'|\"(?:[^\"\\\n\r]|\\.)*\"")
_IRI = re.compile(r"<[^<>\"{}|^`\\\x00-\x20]*>")
_COMMENT = re.compile(r"#[^\n\r]*")
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


def calls_service(query: str) -> bool:
    """Whether ``query`` could reach another server: a SERVICE clause outside strings, comments and IRIs.

    Where a reading is in doubt (``?a<'&&?b>'`` is an IRI or a comparison) every reading is tried,
    and one that finds a clause is enough.
    """
    return any(_in_code(text, "service", _SERVICE) for text in {query, _unescape(query)})


def names_dataset(query: str) -> bool:
    """Whether ``query`` picks its own graphs with FROM or FROM NAMED."""
    return _in_code(query, "from", _FROM)


def _in_code(text: str, word: str, clause: re.Pattern[str]) -> bool:
    starts = [match.start() for match in re.finditer(word, text, re.IGNORECASE)]
    if not starts:
        return False
    code = _code_positions(text)
    return any(code[start] and clause.match(text, start) for start in starts)


def _code_positions(text: str) -> list[bool]:
    """For each character: can a parser stand there outside of a string, a comment or an IRI?"""
    reached = [False] * (len(text) + 1)
    reached[0] = True
    for position, char in enumerate(text):
        if reached[position]:
            for end in _steps(text, position, char):
                reached[min(end, len(text))] = True
    return reached


def _steps(text: str, position: int, char: str) -> list[int]:
    """Where a parser that reads ``char`` as code may go on."""
    if char == "#" and (comment := _COMMENT.match(text, position)):
        return [comment.end()]
    if char in "'\"":
        ends = [found.end() for found in (_STRING.match(text, position), _SHORT_STRING.match(text, position)) if found]
        return ends or [position + 1]
    if char == "<" and (iri := _IRI.match(text, position)):
        return [iri.end(), position + 1]
    if char in "?$" and (variable := _VARIABLE.match(text, position)):
        return [variable.end()]
    return [position + 1, position + 2] if char == "\\" else [position + 1]


def _unescape(text: str) -> str:
    """``text`` with the code point escapes that SPARQL allows anywhere resolved."""

    def char(match: re.Match[str]) -> str:
        code = int(match[1] or match[2], 16)
        return chr(code) if code < 0x110000 else match[0]

    return _ESCAPE.sub(char, text)


_UPDATE = re.compile(
    rf"(?:{_BLANK}(?:prefix|base)\b[^<]*<[^>]*>)*{_BLANK}(?:insert|delete|load|clear|drop|create|copy|move|add|with)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(r"error at (\d+):(\d+): ", re.DOTALL)
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)+)"')
_KEYWORD = re.compile(r"\b[A-Z]{2,}\b")
_SENTENCES = {
    "Prefix not found": "this prefix is not known; declare it with PREFIX",
    "The SELECT contains a variable that is unbound": "SELECT names a variable that is neither grouped nor counted",
}


def is_update(text: str) -> bool:
    """Whether ``text`` would change the graph if it could."""
    return _UPDATE.match(text) is not None


def explain_syntax_error(message: str, query: str) -> tuple[str, int | None, int | None]:
    """The engine's ``message`` as one sentence, the line of the query and a caret below; then line and column."""
    place = _PLACE.match(message)
    if place is None:
        return f"the query cannot be read: {message}", None, None
    line, column = int(place[1]), int(place[2])
    reason = _reason(message[place.end() :])
    return f"line {line}, column {column}: {reason}\n{_caret(query, line, column)}", line, column


def _reason(expected: str) -> str:
    for words, sentence in _SENTENCES.items():
        if words in expected:
            return sentence
    marks = [mark.replace('\\"', '"') for mark in _QUOTED.findall(expected)]
    # Character classes of the grammar ('A' ..= 'Z' ...) help nobody: what is left are marks and keywords.
    words_expected = _KEYWORD.findall(re.sub(r"\[[^\]]*\]", " ", _QUOTED.sub(" ", expected)))
    wanted = [word for word in dict.fromkeys([*words_expected, *marks]) if len(word) < 12][:6]
    return f"expected {', '.join(wanted)} here" if wanted else "this is not SPARQL"


def _caret(query: str, line: int, column: int) -> str:
    lines = query.splitlines() or [""]
    text = (lines[line - 1] if line <= len(lines) else "").expandtabs(1)
    before = wcswidth(text[: column - 1])
    return f"  {text}\n  {' ' * (before if before >= 0 else column - 1)}^"
