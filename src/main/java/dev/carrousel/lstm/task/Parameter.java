package dev.carrousel.lstm.task;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be set about a task: enough to check a value or to describe the parameter to others. */
public sealed interface Parameter {

  /**
   * The name under which it is set.
   *
   * @return the name, unique in its task
   */
  String name();

  /**
   * What it means.
   *
   * @return one sentence
   */
  String description();

  /**
   * What holds if it is not set.
   *
   * @return an {@link Integer}, {@link Double} or {@link String}
   */
  Object defaultValue();

  /**
   * Reads a value.
   *
   * @param value an {@link Integer} or {@link Long} for a whole number, any {@link Number} for a
   *     number, for a choice its name
   * @return the value as an {@link Integer}, {@link Double} or {@link String}; null if it is not
   *     allowed
   */
  @Nullable Object read(Object value);

  /**
   * What is allowed, in words.
   *
   * @return such as {@code a whole number from 2 to 1000}
   */
  String allowed();

  /**
   * A whole number.
   *
   * @param name the name
   * @param description what it means
   * @param standard the value if it is not set
   * @param minimum smallest allowed value
   * @param maximum largest allowed value
   */
  record Whole(String name, String description, int standard, int minimum, int maximum)
      implements Parameter {

    @Override
    public Object defaultValue() {
      return standard;
    }

    @Override
    public @Nullable Object read(Object value) {
      if (!(value instanceof Integer || value instanceof Long)) {
        return null;
      }
      long number = ((Number) value).longValue();
      return number < minimum || number > maximum ? null : (int) number;
    }

    @Override
    public String allowed() {
      return "a whole number from %d to %d".formatted(minimum, maximum);
    }
  }

  /**
   * A number.
   *
   * @param name the name
   * @param description what it means
   * @param standard the value if it is not set
   * @param minimum smallest allowed value
   * @param maximum largest allowed value
   */
  record Real(String name, String description, double standard, double minimum, double maximum)
      implements Parameter {

    @Override
    public Object defaultValue() {
      return standard;
    }

    @Override
    public @Nullable Object read(Object value) {
      if (!(value instanceof Number given)) {
        return null;
      }
      double number = given.doubleValue();
      return number >= minimum && number <= maximum ? number : null;
    }

    @Override
    public String allowed() {
      return "a number from %s to %s".formatted(minimum, maximum);
    }
  }

  /**
   * One of several names.
   *
   * @param name the name
   * @param description what it means
   * @param standard the value if it is not set
   * @param choices the allowed values
   */
  record Choice(String name, String description, String standard, List<String> choices)
      implements Parameter {

    /** Copies the list. */
    public Choice {
      choices = List.copyOf(choices);
    }

    @Override
    public Object defaultValue() {
      return standard;
    }

    @Override
    public @Nullable Object read(Object value) {
      return value instanceof String text && choices.contains(text) ? text : null;
    }

    @Override
    public String allowed() {
      return "one of " + String.join(", ", choices);
    }
  }
}
