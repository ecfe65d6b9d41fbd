package dev.carrousel.service.prediction;

import dev.carrousel.service.web.FieldProblems;

/** Refuses what a kind of model cannot begin with. */
final class BeginningChecks {

  private BeginningChecks() {}

  static void requireNothingDrawn(Stepper.Beginning beginning) {
    new FieldProblems()
        .require(
            beginning.seed() == null && beginning.temperature() == null,
            "#/sampling",
            "not_applicable",
            () -> "Only a next-symbol model draws symbols.")
        .throwIfAny();
  }

  static void requireNoSeries(Stepper.Beginning beginning) {
    new FieldProblems()
        .require(
            beginning.series() == null,
            "#/series",
            "not_applicable",
            () -> "Only a forecasting model goes on from the end of a series.")
        .throwIfAny();
  }
}
