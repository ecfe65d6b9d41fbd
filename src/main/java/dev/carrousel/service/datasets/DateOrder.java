package dev.carrousel.service.datasets;

/** What comes first in dates with slashes. */
enum DateOrder {
  DAY_FIRST,
  MONTH_FIRST;

  boolean allows(TimeFormat format) {
    return switch (this) {
      case DAY_FIRST -> format != TimeFormat.MONTH_FIRST;
      case MONTH_FIRST -> format != TimeFormat.DAY_FIRST;
    };
  }
}
