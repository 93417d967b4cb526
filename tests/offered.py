"""Every service there is, by its name among Services: the classes themselves, imported for the tests."""

from __future__ import annotations

import inspect
from importlib import import_module
from pkgutil import walk_packages

import mcr_desktop.services
from mcr_desktop.wiring import Services


def _classes() -> dict[str, object]:
    found: dict[str, object] = {}
    for module in walk_packages(mcr_desktop.services.__path__, "mcr_desktop.services."):
        found |= {
            name: kind
            for name, kind in vars(import_module(module.name)).items()
            if inspect.isclass(kind) and name.endswith("Service")
        }
    return found


SERVICES: dict[str, type] = inspect.get_annotations(Services, locals=_classes(), eval_str=True)
