"""Camera, lamps and render settings: the same framing for every patient."""

from __future__ import annotations

import os
from typing import Any

import bpy
from mathutils import Vector

from avatar.studio.eyes import Eyeball
from avatar.studio.rooms import Room

LENS, SENSOR = 84.0, 36.0
DISTANCE = 7.9
"""From the camera to the eyes, in decimetres."""


def reset() -> None:
    """Empty the scene."""
    bpy.ops.wm.read_factory_settings(use_empty=True)


def set_stage(room: Room, eye: Eyeball, size: int, samples: int) -> Any:
    """Light the scene, put the camera before the eyes; returns the camera object."""
    _settings(size, samples)
    height = float(eye.centre[1])
    _sky(room)
    for lamp in room.lamps:
        x, y, z = lamp.place
        _lamp(Vector((x, y, height + z)), Vector((0, -0.8, height - 0.1)), lamp)
    camera = bpy.data.cameras.new("camera")
    camera.lens, camera.sensor_width = LENS, SENSOR
    camera.dof.use_dof = True
    camera.dof.focus_distance = DISTANCE
    camera.dof.aperture_fstop = 0.9
    thing = bpy.data.objects.new("camera", camera)
    thing.location = (0, -DISTANCE - float(eye.centre[2]), height - 0.05)
    _aim(thing, Vector((0, 0, height - 0.34)))
    bpy.context.collection.objects.link(thing)
    bpy.context.scene.camera = thing
    return thing


def _settings(size: int, samples: int) -> None:
    scene = bpy.context.scene
    scene.render.engine = "CYCLES"
    scene.cycles.device = "CPU"
    scene.cycles.samples = samples
    scene.cycles.use_denoising = True
    scene.cycles.denoiser = "OPENIMAGEDENOISE"
    scene.cycles.use_adaptive_sampling = True
    scene.cycles.adaptive_threshold = 0.04
    scene.cycles.max_bounces = 3
    scene.cycles.transparent_max_bounces = 16
    scene.render.resolution_x = scene.render.resolution_y = size
    scene.render.threads_mode = "FIXED"
    scene.render.threads = int(os.environ.get("THREADS", "2"))
    scene.render.image_settings.color_mode = "RGBA"
    scene.view_settings.view_transform = "AgX"
    scene.view_settings.look = "AgX - Medium High Contrast"
    scene.view_settings.exposure = -0.3


def _sky(room: Room) -> None:
    world = bpy.data.worlds.new("sky")
    bpy.context.scene.world = world
    world.use_nodes = True
    background = world.node_tree.nodes["Background"]
    background.inputs[0].default_value = (*room.sky, 1)
    background.inputs[1].default_value = room.sky_strength


def _lamp(place: Vector, target: Vector, lamp: Any) -> None:
    light = bpy.data.lights.new("lamp", "AREA")
    light.energy, light.size, light.color = lamp.power, lamp.size, lamp.colour
    thing = bpy.data.objects.new("lamp", light)
    thing.location = place
    _aim(thing, target)
    bpy.context.collection.objects.link(thing)


def _aim(thing: Any, target: Vector) -> None:
    thing.rotation_euler = (target - thing.location).to_track_quat("-Z", "Y").to_euler()
