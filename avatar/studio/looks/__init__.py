"""The descriptions of all patients, by id: one module each, found by itself."""

from importlib import import_module
from pkgutil import iter_modules

from avatar.studio.look import Look

LOOKS: dict[str, Look] = {
    thing.id: thing
    for module in iter_modules(__path__)
    for thing in vars(import_module(f"{__name__}.{module.name}")).values()
    if isinstance(thing, Look)
}
