package dev.carrousel.service.datasets;

import dev.carrousel.service.web.ProblemException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a user says about a file; what is left open is found by looking.
 *
 * @param delimiter between fields
 * @param header whether the first line names the columns
 * @param text columns that hold texts even if they look like numbers
 * @param dates what comes first in dates with slashes
 */
record UploadOptions(
    @Nullable Character delimiter,
    @Nullable Boolean header,
    Set<String> text,
    @Nullable DateOrder dates) {

  static final UploadOptions NONE = new UploadOptions(null, null, Set.of(), null);

  private static final Map<String, Character> DELIMITERS =
      Map.of("comma", ',', "semicolon", ';', "tab", '\t', "pipe", '|', "space", ' ');
  private static final Map<String, DateOrder> ORDERS =
      Map.of("day-first", DateOrder.DAY_FIRST, "month-first", DateOrder.MONTH_FIRST);

  UploadOptions {
    text = Set.copyOf(text);
  }

  /** The options as query parameters have them. */
  static UploadOptions of(
      @Nullable String delimiter,
      @Nullable Boolean header,
      @Nullable Set<String> text,
      @Nullable String dates) {
    return new UploadOptions(
        delimiter == null ? null : delimiter(delimiter),
        header,
        text == null ? Set.of() : text,
        dates == null ? null : order(dates));
  }

  private static Character delimiter(String given) {
    Character named = DELIMITERS.get(given);
    if (named != null) {
      return named;
    }
    boolean possible =
        given.length() == 1
            && given.charAt(0) != '"'
            && given.charAt(0) != '\n'
            && given.charAt(0) != '\r'
            && !Character.isLetterOrDigit(given.charAt(0));
    if (!possible) {
      throw ProblemException.invalid(
          "?delimiter",
          "invalid",
          "The delimiter must be comma, semicolon, tab, pipe, space or one other sign, was "
              + given
              + ".");
    }
    return given.charAt(0);
  }

  private static DateOrder order(String given) {
    DateOrder order = ORDERS.get(given);
    if (order == null) {
      throw ProblemException.invalid(
          "?dates", "invalid", "The dates must be day-first or month-first, were " + given + ".");
    }
    return order;
  }
}
