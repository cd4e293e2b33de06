"""Bot API 10.3 as aiogram's types hold it: what a bot asked for and what the sandbox said, held against it."""

import json
from collections.abc import Iterable
from typing import Any

import aiogram.methods
from aiogram.methods import TelegramMethod
from aiogram.types import ResponseParameters
from pydantic import BaseModel, TypeAdapter, ValidationError

from sandbox.world import Call

Method = type[TelegramMethod[Any]]


def methods() -> dict[str, Method]:
    """Every method of the Bot API by its name in lower case."""
    every = (getattr(aiogram.methods, name) for name in aiogram.methods.__all__)
    return {
        one.__api_method__.lower(): one
        for one in every
        if isinstance(one, type) and issubclass(one, TelegramMethod) and one is not TelegramMethod
    }


def wrong(calls: Iterable[Call]) -> list[str]:
    """What the Bot API would not know in these calls: in what was asked, and in what was answered."""
    known = methods()
    return [
        f"{call.method}: {fault}" for call in calls for fault in _faults(call, known[call.method.lower()])
    ]


def _faults(call: Call, method: Method) -> list[str]:
    found = [f"has no parameter {name}" for name in call.params if name not in method.model_fields]
    try:
        method.model_validate({name: _meant(value) for name, value in call.params.items()})
        return found + _faults_of_answer(call.answer, method)
    except ValidationError as error:
        return [*found, str(error)]


def _faults_of_answer(answer: dict[str, Any] | None, method: Method) -> list[str]:
    if answer is None:  # still open, or broken off
        return []
    if answer["ok"]:
        return unknown(answer["result"], TypeAdapter(method.__returning__).validate_python(answer["result"]))
    fine = isinstance(answer["error_code"], int) and isinstance(answer["description"], str)
    told = answer.get("parameters", {})
    return [] if fine and not unknown(told, ResponseParameters.model_validate(told)) else [f"says {answer}"]


def _meant(value: Any) -> Any:
    """A parameter as its type has it: nested ones come as JSON text, files are logged by name and size."""
    if isinstance(value, dict) and set(value) == {"file", "size"}:
        return "attach://file"
    return json.loads(value) if isinstance(value, str) and value[:1] in ("[", "{") else value


def unknown(given: Any, parsed: Any) -> list[str]:
    """Fields that were given and Bot API 10.3 does not know, however deep."""
    if isinstance(parsed, list) and given:
        return [one for part, model in zip(given, parsed, strict=True) for one in unknown(part, model)]
    if not isinstance(parsed, BaseModel) or not isinstance(given, dict):
        return []
    found = [f"{type(parsed).__name__}.{name}" for name in parsed.model_extra or {}]
    for name, field in type(parsed).model_fields.items():
        found += unknown(given.get(field.alias or name), getattr(parsed, name, None))
    return found
