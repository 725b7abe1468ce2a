"""Make an inner tensor of an ONNX model an output, without the onnx package.

A serialized protobuf message followed by another of the same type is their merge, and repeated
fields append. So a ModelProto that holds nothing but a graph with one more output, put behind the
model's bytes, adds that output.
"""

from __future__ import annotations

_FLOAT = 1
_MODEL_GRAPH, _GRAPH_OUTPUT = 7, 12
_VALUE_NAME, _VALUE_TYPE, _TYPE_TENSOR, _TENSOR_ELEMENT = 1, 2, 1, 1


def float_output(name: str) -> bytes:
    """Bytes to append to an ONNX file so that its float tensor ``name`` becomes an output."""
    tensor = _key(_TENSOR_ELEMENT, 0) + _varint(_FLOAT)
    value = _field(_VALUE_NAME, name.encode()) + _field(_VALUE_TYPE, _field(_TYPE_TENSOR, tensor))
    return _field(_MODEL_GRAPH, _field(_GRAPH_OUTPUT, value))


def _varint(number: int) -> bytes:
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


def _key(number: int, wire_type: int) -> bytes:
    return _varint(number << 3 | wire_type)


def _field(number: int, body: bytes) -> bytes:
    return _key(number, 2) + _varint(len(body)) + body
