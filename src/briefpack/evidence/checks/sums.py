"""Arithmetic over the ids of figures, exact and without eval: `st-a == st-b + 3`, `100 * st-a / st-b < 24.5`."""

import operator
import re
from collections.abc import Callable, Mapping
from fractions import Fraction

#: An id may hold hyphens, so a minus between two ids needs spaces around it.
_TOKEN = re.compile(r"\s*(?:(\d+(?:\.\d+)?)|([a-z][a-z0-9]*(?:-[a-z0-9]+)*)|([<>=!]=|[-+*/()<>]))")
_COMPARISONS: dict[str, Callable[[Fraction, Fraction], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<=": operator.le,
    ">=": operator.ge,
    "<": operator.lt,
    ">": operator.gt,
}
_LONGEST = 300
_DEEPEST = 20


class SumError(ValueError):
    """An expression that cannot be read, names an unknown figure or divides by zero."""


def holds(expression: str, figures: Mapping[str, int | float]) -> bool:
    """Whether a comparison is true. Raises SumError, also for an expression that compares nothing."""
    reading = _Reading(expression, figures)
    left = reading.sum()
    compare = _COMPARISONS.get(reading.take())
    if compare is None:
        raise SumError(f"“{expression}” compares nothing")
    right = reading.sum()
    reading.end()
    return compare(left, right)


def amount(expression: str, figures: Mapping[str, int | float]) -> Fraction:
    """The exact value of an expression. Raises SumError."""
    reading = _Reading(expression, figures)
    value = reading.sum()
    reading.end()
    return value


class _Reading:
    """One pass over an expression from left to right."""

    def __init__(self, expression: str, figures: Mapping[str, int | float]) -> None:
        if len(expression) > _LONGEST:
            raise SumError("the expression is too long")
        self.expression = expression
        self.figures = figures
        self.place = 0
        self.depth = 0

    def take(self) -> str:
        """The next token, or an empty string at the end."""
        if not self.expression[self.place :].strip():
            return ""
        match = _TOKEN.match(self.expression, self.place)
        if not match:
            raise SumError(f"“{self.expression}” cannot be read from “{self.expression[self.place :].strip()}” on")
        self.place = match.end()
        return match[0].strip()

    def take_if(self, *wanted: str) -> str:
        """The next token if it is one of these; otherwise nothing is taken."""
        before = self.place
        token = self.take()
        if token in wanted:
            return token
        self.place = before
        return ""

    def end(self) -> None:
        """Raise if anything is left over."""
        if left := self.take():
            raise SumError(f"“{self.expression}” has “{left}” left over")

    def sum(self) -> Fraction:
        total = self._product()
        while sign := self.take_if("+", "-"):
            part = self._product()
            total = total + part if sign == "+" else total - part
        return total

    def _product(self) -> Fraction:
        product = self._factor()
        while sign := self.take_if("*", "/"):
            factor = self._factor()
            if sign == "/" and not factor:
                raise SumError(f"“{self.expression}” divides by zero")
            product = product * factor if sign == "*" else product / factor
        return product

    def _factor(self) -> Fraction:
        symbol = self.take()
        if symbol[:1].isdigit():
            return Fraction(symbol)
        if symbol in self.figures:
            return Fraction(str(self.figures[symbol]))
        if symbol not in {"(", "-"}:
            unknown = f"names no figure: “{symbol}”" if symbol[:1].isalpha() else "is not complete"
            raise SumError(f"“{self.expression}” {unknown}")
        self.depth += 1
        if self.depth > _DEEPEST:
            raise SumError("the expression is nested too deeply")
        value = -self._factor() if symbol == "-" else self._bracketed()
        self.depth -= 1
        return value

    def _bracketed(self) -> Fraction:
        value = self.sum()
        if not self.take_if(")"):
            raise SumError(f"“{self.expression}” lacks a closing bracket")
        return value
