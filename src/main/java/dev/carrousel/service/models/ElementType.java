package dev.carrousel.service.models;

/** The element types of tensors in use, under the names that safetensors gives them. */
enum ElementType {
  F32(Float.BYTES),
  F64(Double.BYTES),
  I64(Long.BYTES);

  final int bytes;

  ElementType(int bytes) {
    this.bytes = bytes;
  }
}
