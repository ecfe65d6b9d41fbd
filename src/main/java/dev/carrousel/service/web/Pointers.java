package dev.carrousel.service.web;

/** JSON pointers (RFC 6901) as URI fragments. */
final class Pointers {

  private Pointers() {}

  /** From a property path such as {@code network.layers[2]}. */
  static String ofPath(String path) {
    return "#/" + path.replace("[", "/").replace("]", "").replace('.', '/');
  }
}
