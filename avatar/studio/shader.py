"""A small vocabulary over Blender's shader nodes, so that materials read like formulas."""

from __future__ import annotations

from typing import Any

import bpy

Value = Any
"""A node socket, or a constant: float or colour."""


class Material:
    """One material under construction: a Principled BSDF and the nodes that feed it."""

    def __init__(self, name: str) -> None:
        self.material = bpy.data.materials.new(name)
        self.material.use_nodes = True
        self.tree = self.material.node_tree
        self.surface = self.tree.nodes["Principled BSDF"]
        self.output = self.tree.nodes["Material Output"]

    def set(self, **inputs: Value) -> None:
        """Set inputs of the surface; ``Base_Color`` stands for "Base Color"."""
        for name, value in inputs.items():
            self._put(self.surface.inputs[name.replace("_", " ")], value)

    def node(self, kind: str, **inputs: Value) -> Any:
        """A node with its inputs set by name."""
        node = self.tree.nodes.new(kind)
        for name, value in inputs.items():
            self._put(node.inputs[name.replace("_", " ")], value)
        return node

    def attribute(self, name: str) -> Value:
        """A per-vertex number."""
        node = self.tree.nodes.new("ShaderNodeAttribute")
        node.attribute_name = name
        return node.outputs["Fac"]

    def position(self, name: str = "rest", stretch: tuple[float, ...] | None = None) -> Value:
        """A per-vertex vector, for textures that stay on the skin."""
        node = self.tree.nodes.new("ShaderNodeAttribute")
        node.attribute_name = name
        if stretch is None:
            return node.outputs["Vector"]
        return self.node("ShaderNodeMapping", Vector=node.outputs["Vector"], Scale=stretch).outputs[
            0
        ]

    def noise(self, scale: float, detail: float = 4, rough: float = 0.6, **place: Any) -> Value:
        """Fractal noise, around 0.5."""
        return self.node(
            "ShaderNodeTexNoise",
            Vector=self.position(**place),
            Scale=scale,
            Detail=detail,
            Roughness=rough,
        ).outputs["Fac"]

    def cells(self, scale: float) -> Value:
        """Distance to the nearest of scattered points."""
        return self.node("ShaderNodeTexVoronoi", Vector=self.position(), Scale=scale).outputs[
            "Distance"
        ]

    def ridges(self, scale: float, stretch: tuple[float, ...]) -> Value:
        """Thin valleys: 0 in a line of the skin, 1 beside it."""
        away = self.math("SUBTRACT", self.noise(scale, 3, 0.5, stretch=stretch), 0.5)
        return self.ramp(self.math("ABSOLUTE", away), 0, 0.07)

    def math(self, operation: str, a: Value, b: Value = 0.0) -> Value:
        """Arithmetic of two numbers."""
        node = self.tree.nodes.new("ShaderNodeMath")
        node.operation = operation
        self._put(node.inputs[0], a)
        self._put(node.inputs[1], b)
        return node.outputs[0]

    def times(self, a: Value, b: Value) -> Value:
        """Product."""
        return self.math("MULTIPLY", a, b)

    def plus(self, a: Value, b: Value) -> Value:
        """Sum."""
        return self.math("ADD", a, b)

    def ramp(self, x: Value, start: float, end: float) -> Value:
        """0 at ``start``, 1 at ``end``, clamped."""
        node = self.tree.nodes.new("ShaderNodeMapRange")
        for slot, value in enumerate((x, start, end)):
            self._put(node.inputs[slot], value)
        return node.outputs[0]

    def mix(self, share: Value, a: Value, b: Value) -> Value:
        """Colour between ``a`` and ``b``."""
        node = self.tree.nodes.new("ShaderNodeMix")
        node.data_type = "RGBA"
        for slot, value in ((0, share), (6, a), (7, b)):
            self._put(node.inputs[slot], value)
        return node.outputs[2]

    def bump(self, height: Value, strength: float, distance: float) -> None:
        """Let ``height`` disturb the surface's normal."""
        node = self.node("ShaderNodeBump", Height=height, Strength=strength, Distance=distance)
        self.set(Normal=node.outputs[0])

    def cut_out(self, keep: Value) -> None:
        """Make the surface transparent where ``keep`` is 0."""
        clear = self.tree.nodes.new("ShaderNodeBsdfTransparent")
        mixed = self.tree.nodes.new("ShaderNodeMixShader")
        self._put(mixed.inputs[0], keep)
        self._put(mixed.inputs[1], clear.outputs[0])
        self._put(mixed.inputs[2], self.surface.outputs[0])
        self._put(self.output.inputs[0], mixed.outputs[0])

    def _put(self, socket: Any, value: Value) -> None:
        if hasattr(value, "is_linked"):
            self.tree.links.new(value, socket)
        elif isinstance(value, tuple) and len(value) == 3 and socket.type == "RGBA":
            socket.default_value = (*value, 1.0)
        else:
            socket.default_value = value


def tinted(colour: Any, *factors: float) -> tuple[float, float, float]:
    """A colour times one factor, or one factor a channel, clamped to what can be shown."""
    by = factors * 3 if len(factors) == 1 else factors
    r, g, b = (min(max(float(c) * f, 0.0), 1.0) for c, f in zip(colour, by, strict=True))
    return (r, g, b)


def hair_material(name: str, colour: Value, gray: Value, roughness: float = 0.35) -> Any:
    """Hair whose strands are ``gray`` by the share in the curve attribute ``gray``."""
    material = Material(name)
    material.tree.nodes.remove(material.surface)
    mixed = material.mix(material.attribute("gray"), colour, gray)
    hair = material.tree.nodes.new("ShaderNodeBsdfHairPrincipled")
    hair.parametrization = "COLOR"
    material._put(hair.inputs["Color"], mixed)
    hair.inputs["Roughness"].default_value = roughness
    hair.inputs["Radial Roughness"].default_value = 0.5
    hair.inputs["Random Roughness"].default_value = 0.2
    material.tree.links.new(hair.outputs[0], material.output.inputs[0])
    return material.material
