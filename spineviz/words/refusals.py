"""Why a value cannot be taken, wherever it was given."""

from __future__ import annotations

ENGLISH = {
    "refusal.value": "{key}: {value!r} is not allowed; it takes {allowed}",
    "refusal.number": "{key}: {value:g} is not allowed; it takes {allowed}",
    "refusal.at": "at {setting}: {why}",
    "refusal.in_file": "{path}: {why}",
    "allowed.one": "{of}",
    "allowed.several": "{of}, any of them separated by commas, or nothing",
    "allowed.levels": "{first} to {last}",
    "allowed.number": "{low:g} to {high:g}",
    "allowed.whole": "whole numbers from {low} to {high}",
    "allowed.measure": "{low:g} to {high:g} {unit}",
    "allowed.above_nought": "more than 0, up to {high:g}",
}
