package dev.carrousel.service.web;

import org.jspecify.annotations.Nullable;

/** What a client sent, short enough to be sent back. */
final class Excerpt {

  private static final int LONGEST = 80;

  private Excerpt() {}

  static String of(@Nullable Object found) {
    String text = String.valueOf(found);
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
  }
}
