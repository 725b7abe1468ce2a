"""Makes a patient's layers from a description, offline, with Blender's path tracer.

Nothing here is imported by the server: it needs the packages ``bpy`` and ``anny`` (README.md).
"""
