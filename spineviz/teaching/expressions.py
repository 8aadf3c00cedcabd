"""Expressions of lessons: read-outs of cases, numbers, comparisons; nothing else is understood.

A read-out is `case.value` or `case.value@place`, with the names of `values.find`. A text is parsed
once into Python's own tree, every node of which has to be one of a handful; it is never executed
as code.
"""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Callable, Mapping

from msgspec import Struct

from spineviz.values import Value, find

READ_OUT = re.compile(
    r"(?<![\w.])([a-z_]\w*)\.([A-Za-z_]\w*)(?:@([A-Za-z]\w*(?:-[A-Z]\d+)?))?(?![\w.(])"
)
"""A case, a value, and the place of the value where it has places."""

RESERVED = re.compile(r"(?<![\w.])_\d")
"""Names that stand for read-outs while a text is parsed."""

OPERATORS: Mapping[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: lambda a, b: a + b,
    ast.Sub: lambda a, b: a - b,
    ast.Mult: lambda a, b: a * b,
    ast.Div: lambda a, b: a / b,
}
LARGEST = 1e12  # of a number; no read-out comes near
FUNCTIONS: Mapping[str, Callable[..., float]] = {"abs": abs, "min": min, "max": max}
ALLOWED = "read-outs such as l3.peak, numbers, + - * /, < <= > >= ==, and or not, abs min max"
LONGEST = 500  # letters; a tree of more could be deeper than Python can walk


class ExpressionError(ValueError):
    """A text that is no expression; the message says what, and what is allowed."""


class ReadOut(Struct, frozen=True):
    """One number of one case.

    Attributes:
        case: short name of a case of the lesson.
        value: which number.
        place: where, for a value of places; empty otherwise.
    """

    case: str
    value: Value
    place: str

    def __str__(self) -> str:
        """As a text writes it."""
        word = self.value.word or self.value.key
        return f"{self.case}.{word}" + (f"@{self.place}" if self.place else "")


Read = Callable[[ReadOut], float]
"""Gives the number of a read-out as it is shown: per cent, kPa, degrees."""


class Verdict(Struct, frozen=True):
    """Whether a condition holds, and how far it is from not holding.

    Attributes:
        holds: the answer.
        margin: distance to the nearest border in `unit`: above 0 where it holds.
        unit: of the first read-out of the comparison that decides.
    """

    holds: bool
    margin: float
    unit: str


class Expression(Struct, frozen=True):
    """A condition over read-outs, parsed.

    Attributes:
        text: as it was written.
        read_outs: every number that it asks for, in their order.
    """

    text: str
    read_outs: tuple[ReadOut, ...]
    _tree: ast.expr

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Expression) and (self.text, self.read_outs) == (
            other.text,
            other.read_outs,
        )

    def __hash__(self) -> int:
        return hash((self.text, self.read_outs))

    def judge(self, read: Read) -> Verdict:
        """Whether it holds for numbers.

        Raises:
            ZeroDivisionError: something is divided by a number that is 0.
        """
        return self._judge(self._tree, read)

    def _judge(self, node: ast.expr, read: Read) -> Verdict:
        if isinstance(node, ast.BoolOp):
            parts = [self._judge(each, read) for each in node.values]
            nearest = (min if isinstance(node.op, ast.And) else max)(
                parts, key=lambda part: part.margin
            )
            holds = (all if isinstance(node.op, ast.And) else any)(part.holds for part in parts)
            return Verdict(holds, nearest.margin, nearest.unit)
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            inner = self._judge(node.operand, read)
            return Verdict(not inner.holds, -inner.margin, inner.unit)
        assert isinstance(node, ast.Compare)
        sides = [self._number(each, read) for each in (node.left, *node.comparators)]
        pairs = [
            _compared(a, sign, b) for a, sign, b in zip(sides, node.ops, sides[1:], strict=False)
        ]
        unit = next((self.read_outs[row].value.unit for row in _rows(node)), "")
        return Verdict(all(holds for holds, _ in pairs), min(margin for _, margin in pairs), unit)

    def _number(self, node: ast.expr, read: Read) -> float:
        match node:
            case ast.Constant(value=number):
                return float(number)  # type: ignore[arg-type]
            case ast.Name(id=name):
                return read(self.read_outs[int(name[1:])])
            case ast.UnaryOp(operand=inner):
                return -self._number(inner, read)
            case ast.BinOp(left=a, op=operator, right=b):
                return OPERATORS[type(operator)](self._number(a, read), self._number(b, read))
            case ast.Call(func=ast.Name(id=name), args=inside):
                return float(FUNCTIONS[name](*(self._number(each, read) for each in inside)))
        raise AssertionError(node)  # `parse` lets nothing else through


def _compared(a: float, sign: ast.cmpop, b: float) -> tuple[bool, float]:
    """Whether a comparison holds, and its signed distance from the border."""
    if isinstance(sign, ast.Lt):
        return a < b, b - a
    if isinstance(sign, ast.LtE):
        return a <= b, b - a
    if isinstance(sign, ast.Gt):
        return a > b, a - b
    if isinstance(sign, ast.GtE):
        return a >= b, a - b
    return a == b, -abs(a - b)


def _rows(node: ast.AST) -> list[int]:
    """Rows of the read-outs below a node."""
    return [
        int(each.id[1:])
        for each in ast.walk(node)
        if isinstance(each, ast.Name) and each.id not in FUNCTIONS
    ]


def parse(text: str) -> Expression:
    """A condition out of a text.

    Raises:
        ExpressionError: something in it is not understood.
    """
    if len(text) > LONGEST:
        raise ExpressionError(f"has {len(text)} letters; it takes at most {LONGEST}")
    if RESERVED.search(text):
        raise ExpressionError(f"{text!r} has a name that is no read-out; it takes {ALLOWED}")
    read_outs: list[ReadOut] = []

    def name(found: re.Match[str]) -> str:
        read_outs.append(read_out(*found.groups()))
        return f"_{len(read_outs) - 1}"

    named = READ_OUT.sub(name, text)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Python's own about the style of code
            tree = ast.parse(named.strip(), mode="eval").body
        is_condition = _is_condition(tree, len(read_outs))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise ExpressionError(f"{text!r} cannot be read; it takes {ALLOWED}") from None
    if not is_condition:
        raise ExpressionError(f"{text!r} is no condition; it takes {ALLOWED}")
    return Expression(text, tuple(read_outs), tree)


def read_out(case: str, word: str, place: str | None) -> ReadOut:
    """A read-out by its names.

    Raises:
        ExpressionError: there is no such value, or it needs a place or has none.
    """
    try:
        value, _ = find(word)
    except KeyError:
        raise ExpressionError(f"there is no read-out {word!r}") from None
    if (value.places is None) != (place is None):
        has = "no places" if value.places is None else "places: write it as name@place"
        raise ExpressionError(f"the read-out {word!r} has {has}")
    return ReadOut(case, value, place or "")


def _is_condition(node: ast.expr, count: int) -> bool:
    match node:
        case ast.BoolOp(values=parts):
            return all(_is_condition(each, count) for each in parts)
        case ast.UnaryOp(op=ast.Not(), operand=inner):
            return _is_condition(inner, count)
        case ast.Compare(left=left, ops=ops, comparators=others):
            signs = ast.Lt | ast.LtE | ast.Gt | ast.GtE | ast.Eq
            return all(isinstance(each, signs) for each in ops) and all(
                _is_number(each, count) for each in (left, *others)
            )
    return False


def _is_number(node: ast.expr, count: int) -> bool:
    match node:
        case ast.Constant(value=number):
            if not isinstance(number, int | float) or isinstance(number, bool):
                return False
            return abs(number) < LARGEST
        case ast.Name(id=name):
            return re.fullmatch(r"_\d+", name) is not None and int(name[1:]) < count
        case ast.UnaryOp(op=ast.USub(), operand=inner):
            return _is_number(inner, count)
        case ast.BinOp(left=a, op=operator, right=b):
            return type(operator) in OPERATORS and _is_number(a, count) and _is_number(b, count)
        case ast.Call(func=ast.Name(id=name), args=inside, keywords=[]):
            enough = len(inside) == 1 if name == "abs" else len(inside) > 1
            return name in FUNCTIONS and enough and all(_is_number(each, count) for each in inside)
    return False
