package dev.carrousel.service.web;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param data the entries
 * @param hasMore whether more follow
 * @param nextCursor what to pass as {@code after} for the next page, null on the last
 */
public record Page<T>(List<T> data, boolean hasMore, @Nullable String nextCursor) {

  /** A list that is short enough for one page. */
  public static <T> Page<T> all(List<T> data) {
    return new Page<>(List.copyOf(data), false, null);
  }

  /** A page out of one entry more than it may hold, the surplus showing that more follow. */
  public static <T> Page<T> of(List<T> oneMore, int limit, Function<T, String> cursor) {
    boolean hasMore = oneMore.size() > limit;
    List<T> data = hasMore ? List.copyOf(oneMore.subList(0, limit)) : List.copyOf(oneMore);
    return new Page<>(data, hasMore, hasMore ? cursor.apply(data.getLast()) : null);
  }
}
