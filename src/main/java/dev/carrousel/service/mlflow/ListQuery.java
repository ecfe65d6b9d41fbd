package dev.carrousel.service.mlflow;

import java.util.List;
import java.util.Optional;

/**
 * What a client wants of a list.
 *
 * @param filter what is wanted
 * @param order in which order
 * @param limit number of entries of a page at most
 * @param token where the page begins, as the page before said
 * @param nothing whether only what was deleted is wanted, of which there is nothing
 */
record ListQuery(Filter filter, Order order, int limit, Optional<String> token, boolean nothing) {

  /** Clients may ask for so much; they are answered less, and where the rest is. */
  private static final int MOST_ASKED = 50_000;

  private static final int LARGEST_PAGE = 1000;

  static ListQuery of(Arguments arguments, Vocabulary vocabulary) {
    return of(arguments, vocabulary, false);
  }

  /**
   * The same for things that clients think of as deleted or not.
   *
   * @param viewType the parameter that says which of them are wanted
   */
  static ListQuery ofView(Arguments arguments, Vocabulary vocabulary, String viewType) {
    String view = arguments.find(viewType).orElse("ACTIVE_ONLY");
    return switch (view) {
      case "ACTIVE_ONLY", "ALL" -> of(arguments, vocabulary, false);
      case "DELETED_ONLY" -> of(arguments, vocabulary, true);
      default ->
          throw MlflowException.invalid(
              "The parameter %s must be ACTIVE_ONLY, DELETED_ONLY or ALL, was %s."
                  .formatted(viewType, view));
    };
  }

  private static ListQuery of(Arguments arguments, Vocabulary vocabulary, boolean nothing) {
    int asked = arguments.count("max_results", LARGEST_PAGE, MOST_ASKED);
    return new ListQuery(
        Filter.parse(arguments.find("filter").orElse(""), vocabulary),
        Order.parse(arguments.texts("order_by"), vocabulary),
        Math.min(asked, LARGEST_PAGE),
        arguments.find("page_token"),
        nothing);
  }

  /** The page of a list that is known as a whole. */
  <T extends Subject.Bearer> Slice<T> slice(List<T> all) {
    int from = offset();
    List<T> wanted =
        nothing ? List.of() : order.sorted(all.stream().filter(filter::matches).toList());
    int to = Math.min(wanted.size(), from + limit);
    return new Slice<>(
        from < to ? wanted.subList(from, to) : List.of(),
        to < wanted.size() ? Optional.of(String.valueOf(to)) : Optional.empty());
  }

  int offset() {
    return token
        .map(text -> {
          if (!text.matches("[0-9]{1,9}")) {
            throw unknownToken(text);
          }
          return Integer.valueOf(text);
        })
        .orElse(0);
  }

  static MlflowException unknownToken(String text) {
    return MlflowException.invalid(
        "The parameter page_token must be that of a page before, was %s.".formatted(text));
  }

  /** A page of a list, and where the next one begins. */
  record Slice<T>(List<T> entries, Optional<String> next) {}
}
