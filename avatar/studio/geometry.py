"""Blender objects from arrays, and points that stay on a person's skin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import bpy
import numpy as np
from mathutils import Vector
from mathutils.bvhtree import BVHTree
from numpy.typing import NDArray

from avatar.studio.base_mesh import BODY_COUNT, base_mesh, to_blender, triangles
from avatar.studio.regions import regions
from avatar.studio.shader import Material

Array = NDArray[np.floating[Any]]


def mesh_object(
    name: str,
    vertices: Array,
    faces: Sequence[Sequence[int]],
    material: Material,
    attributes: Mapping[str, Array] | None = None,
    subdivisions: int = 0,
    smooth: bool = True,
) -> Any:
    """A mesh in Blender's axes; attributes are numbers (n,) or vectors (n,3) per vertex."""
    mesh = bpy.data.meshes.new(name)
    mesh.from_pydata(vertices.tolist(), [], [[int(i) for i in f] for f in faces])
    mesh.update()
    if smooth:
        mesh.polygons.foreach_set("use_smooth", np.ones(len(mesh.polygons), bool))
    for key, values in (attributes or {}).items():
        if values.ndim == 1:
            mesh.attributes.new(key, "FLOAT", "POINT").data.foreach_set(
                "value", values.astype(np.float32)
            )
        else:
            mesh.attributes.new(key, "FLOAT_VECTOR", "POINT").data.foreach_set(
                "vector", values.astype(np.float32).ravel()
            )
    mesh.materials.append(material.material)
    thing = bpy.data.objects.new(name, mesh)
    bpy.context.collection.objects.link(thing)
    if subdivisions:
        modifier = thing.modifiers.new("smooth", "SUBSURF")
        modifier.levels = modifier.render_levels = subdivisions
    return thing


def strands_object(
    name: str,
    strands: Sequence[Array],
    radius: float,
    material: Any,
    gray: Array | None = None,
) -> None:
    """Tapering hairs, each (n,3); ``gray`` is a number a strand."""
    if not len(strands):
        return
    counts = [len(s) for s in strands]
    curves = bpy.data.hair_curves.new(name)
    curves.add_curves(counts)
    points = np.concatenate(strands).astype(np.float32)
    curves.attributes["position"].data.foreach_set("vector", points.ravel())
    taper = np.concatenate([np.linspace(1, 0.2, n) * radius for n in counts]).astype(np.float32)
    width = curves.attributes.get("radius") or curves.attributes.new("radius", "FLOAT", "POINT")
    width.data.foreach_set("value", taper)
    shares = np.zeros(len(counts)) if gray is None else gray
    attribute = curves.attributes.new("gray", "FLOAT", "POINT")
    attribute.data.foreach_set("value", np.repeat(shares, counts).astype(np.float32))
    curves.materials.append(material)
    bpy.context.collection.objects.link(bpy.data.objects.new(name, curves))


def tube_object(name: str, path: Array, radius: float, material: Material, cyclic: bool) -> None:
    """A round tube along ``path`` (n,3)."""
    curve = bpy.data.curves.new(name, "CURVE")
    curve.dimensions = "3D"
    curve.bevel_depth = radius
    spline = curve.splines.new("POLY")
    spline.points.add(len(path) - 1)
    spline.use_cyclic_u = cyclic
    for point, at in zip(spline.points, path, strict=True):
        point.co = (*at, 1)
    curve.materials.append(material.material)
    bpy.context.collection.objects.link(bpy.data.objects.new(name, curve))


class Surface:
    """The skin of one person: nearest points, and the way from the base mesh to this person."""

    def __init__(self, vertices: Array) -> None:
        base = base_mesh()
        self.triangles = triangles(base.faces_of("body"))
        self.vertices = to_blender(vertices)
        self.tree = BVHTree.FromPolygons(self.vertices.tolist(), self.triangles.tolist())
        head = (base.vertices[:, 1] > 7) & (np.arange(len(base.vertices)) < BODY_COUNT)
        self.raised = float((vertices - base.vertices)[head, 1].mean())
        """How much higher this person's head is than the base mesh's."""
        self._base = to_blender(base.vertices)
        self._base_tree = BVHTree.FromPolygons(self._base.tolist(), self.triangles.tolist())

    def hold(self, points: Array, least: float | Array, most: float | Array = np.inf) -> Array:
        """``points`` (n,3), moved where needed to lie between two heights above the skin."""
        out = points.copy()
        low, high = np.broadcast_to(least, len(points)), np.broadcast_to(most, len(points))
        for i, point in enumerate(points):
            near, normal, _, _ = self.tree.find_nearest(Vector(point))
            height = (point - np.array(near)) @ np.array(normal)
            wanted = min(max(height, low[i]), high[i])
            if wanted != height:
                out[i] = point + np.array(normal) * (wanted - height)
        return out

    def from_front(self, x: float, y: float) -> tuple[Array, Array] | None:
        """The base face's point at (x, y) seen from the front, on this person: point, normal."""
        hit, _, face, _ = self._base_tree.ray_cast(Vector((x, -4, y)), Vector((0, 1, 0)))
        return None if hit is None else self._carry(np.array(hit), face)

    def face_from_front(self, x: float, y: float) -> tuple[int, Array]:
        """The triangle of the base face at (x, y) and the weights (3,) of its corners."""
        hit, _, face, _ = self._base_tree.ray_cast(Vector((x, -4, y)), Vector((0, 1, 0)))
        if hit is None:
            raise ValueError(f"no face at ({x}, {y})")
        return face, self._weights(np.array(hit), face)

    def around(self, angle: float, height: float) -> tuple[Array, Array]:
        """The base neck's point at ``angle`` from the front, on this person: point, normal."""
        axis = np.array([0, -0.2, height])
        way = np.array([np.sin(angle), -np.cos(angle), 0.0])
        hit, _, face, _ = self._base_tree.ray_cast(Vector(axis), Vector(way))
        if hit is None:
            raise ValueError(f"no skin around the neck at height {height}")
        return self._carry(np.array(hit), face)

    def ear_lobe(self, side: int) -> Array:
        """The lowest point of an ear; side 1 is the person's left."""
        ear = (regions()["ears"] > 0.6) & (side * base_mesh().vertices[:, 0] > 0)
        points = self.vertices[ear]
        return np.asarray(points[points[:, 2].argmin()])

    def _carry(self, hit: Array, face: int) -> tuple[Array, Array]:
        weights = self._weights(hit, face)
        here = self.vertices[self.triangles[face]]
        normal = np.cross(here[1] - here[0], here[2] - here[0])
        return weights @ here, normal / (np.linalg.norm(normal) + 1e-9)

    def _weights(self, hit: Array, face: int) -> Array:
        corners = self._base[self.triangles[face]]
        system = np.vstack([corners.T, np.ones(3)])
        return np.asarray(np.linalg.lstsq(system, np.array([*hit, 1.0]), rcond=None)[0])
