package dev.carrousel.service.mlflow;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One condition of a filter. What a thing does not have fulfils none. */
sealed interface Condition {

  /** What it looks at. */
  Subject subject();

  /** Whether the value fulfils it. */
  boolean holds(Object value);

  default boolean holds(Subject.Bearer bearer) {
    @Nullable Object value = bearer.value(subject());
    return value != null && holds(value);
  }

  /** A number beside another. */
  record OfNumber(Subject subject, Sign sign, double than) implements Condition {
    @Override
    public boolean holds(Object value) {
      double number = (Double) value;
      return switch (sign) {
        case EQUAL -> number == than;
        case UNEQUAL -> number != than;
        case GREATER -> number > than;
        case GREATER_OR_EQUAL -> number >= than;
        case LESS -> number < than;
        case LESS_OR_EQUAL -> number <= than;
      };
    }
  }

  /** A text beside others. */
  record OfText(Subject subject, boolean wanted, List<String> among) implements Condition {
    @Override
    public boolean holds(Object value) {
      return among.contains(value) == wanted;
    }
  }

  /** A text beside a pattern, in which % stands for any characters and _ for any one. */
  record OfPattern(Subject subject, Pattern pattern) implements Condition {

    static OfPattern of(Subject subject, String like, boolean anyCase) {
      StringBuilder expression = new StringBuilder();
      like.codePoints()
          .forEach(character -> {
            switch (character) {
              case '%' -> expression.append(".*");
              case '_' -> expression.append('.');
              default -> expression.append(Pattern.quote(Character.toString(character)));
            }
          });
      int flags = anyCase ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0;
      return new OfPattern(subject, Pattern.compile(expression.toString(), flags | Pattern.DOTALL));
    }

    @Override
    public boolean holds(Object value) {
      return pattern.matcher((String) value).matches();
    }
  }

  /** How two numbers may stand to each other. */
  enum Sign {
    EQUAL("="),
    UNEQUAL("!="),
    GREATER(">"),
    GREATER_OR_EQUAL(">="),
    LESS("<"),
    LESS_OR_EQUAL("<=");

    private final String text;

    Sign(String text) {
      this.text = text;
    }

    static @Nullable Sign of(String text) {
      for (Sign sign : values()) {
        if (sign.text.equals(text)) {
          return sign;
        }
      }
      return null;
    }
  }
}
