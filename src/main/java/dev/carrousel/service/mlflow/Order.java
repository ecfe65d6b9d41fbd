package dev.carrousel.service.mlflow;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a list is sorted: by subjects, each up or down, what has no value last. Ties stay in the
 * order in which things came.
 *
 * @param keys the subjects, the first first
 */
record Order(List<Key> keys) {

  static Order parse(List<String> texts, Vocabulary vocabulary) {
    List<Key> keys = new ArrayList<>();
    for (String text : texts) {
      Tokens tokens = Tokens.of(text);
      Subject subject = Filter.subject(tokens, vocabulary);
      boolean descending = tokens.takeIf("DESC");
      if (!descending) {
        tokens.takeIf("ASC");
      }
      if (!tokens.isAtEnd()) {
        throw tokens.peek().unexpected("ASC, DESC or the end");
      }
      keys.add(new Key(subject, descending));
    }
    return new Order(keys);
  }

  <T extends Subject.Bearer> List<T> sorted(List<T> bearers) {
    Comparator<Subject.Bearer> all = (_, _) -> 0;
    for (Key key : keys) {
      all = all.thenComparing(key::compare);
    }
    return bearers.stream().sorted(all).toList();
  }

  boolean looksAt(Kind kind) {
    return keys.stream().anyMatch(key -> key.subject().kind() == kind);
  }

  /** Whether things that come newest first are in this order already. */
  boolean isNewestFirst() {
    return keys.isEmpty()
        || (keys.getFirst().isNewestFirst()
            && keys.stream().skip(1).allMatch(key -> key.subject().key().equals("run_id")));
  }

  /** One subject and its direction. */
  record Key(Subject subject, boolean descending) {

    private boolean isNewestFirst() {
      return descending && subject.kind() == Kind.ATTRIBUTE && subject.key().equals("start_time");
    }

    private int compare(Subject.Bearer left, Subject.Bearer right) {
      Object one = left.value(subject);
      Object other = right.value(subject);
      if (isLast(one) || isLast(other)) {
        return Boolean.compare(isLast(one), isLast(other));
      }
      int compared =
          one instanceof Double number && other instanceof Double than
              ? number.compareTo(than)
              : String.valueOf(one).compareTo(String.valueOf(other));
      return descending ? -compared : compared;
    }

    private static boolean isLast(@Nullable Object value) {
      return value == null || (value instanceof Double number && number.isNaN());
    }
  }
}
