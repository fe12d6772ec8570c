"""Groups of options that many commands take, each declared once as a dataclass.

A command with a parameter of such a class takes one option per field, where that
parameter stands, and is called with the object made of them.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from functools import update_wrapper
from inspect import Parameter, Signature, signature
from typing import Annotated, Any, NamedTuple, get_args, get_origin


class Fixed(dict[str, object]):
    """What some fields are in a command that does not ask for them.

    Written beside the class: ``Annotated[Look, Fixed(half_life="0")]``.
    """


class _Group(NamedTuple):
    """The dataclass of a parameter, and what is not asked for."""

    whole: type[Any]  # Any: a dataclass of any fields.
    fixed: Mapping[str, object]

    def options(self) -> list[Parameter]:
        """Give the options that are asked for, in the order of the fields."""
        return [
            Parameter(
                it.name, Parameter.KEYWORD_ONLY, default=it.default, annotation=it.type
            )
            for it in fields(self.whole)
            if it.name not in self.fixed
        ]


def one_by_one(function: Callable[..., None]) -> Callable[..., None]:
    """Give a function that takes the options of its groups one by one."""
    groups = {
        name: group
        for name, kind in function.__annotations__.items()
        if (group := _group(kind)) is not None
    }
    if not groups:
        return function

    def called(**typed: Any) -> None:  # Any: as each option has it.
        for name, group in groups.items():
            own = {it.name: typed.pop(it.name) for it in group.options()}
            typed[name] = group.whole(**group.fixed, **own)
        function(**typed)

    asked: list[Parameter] = []
    for it in signature(function).parameters.values():
        group = groups.get(it.name)
        plain = it.replace(kind=Parameter.KEYWORD_ONLY)
        asked += [plain] if group is None else group.options()
    update_wrapper(called, function)
    called.__dict__["__signature__"] = Signature(asked)
    called.__annotations__ = {it.name: it.annotation for it in asked}
    return called


def _group(kind: object) -> _Group | None:
    annotated = get_origin(kind) is Annotated
    whole, *more = get_args(kind) if annotated else (kind,)
    if not (isinstance(whole, type) and is_dataclass(whole)):
        return None
    return _Group(whole, next((it for it in more if isinstance(it, Fixed)), {}))
