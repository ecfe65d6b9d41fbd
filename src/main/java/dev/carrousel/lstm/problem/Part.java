package dev.carrousel.lstm.problem;

import java.util.Locale;

/** What a piece of the data is for. */
enum Part {
  TRAINING,
  VALIDATION,
  TEST;

  String title() {
    return name().toLowerCase(Locale.ROOT);
  }
}
