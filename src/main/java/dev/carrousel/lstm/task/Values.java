package dev.carrousel.lstm.task;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The values of all parameters of a task, checked. Immutable. */
public final class Values {

  private final Map<String, Object> byName;

  Values(Map<String, Object> byName) {
    this.byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
  }

  /**
   * Every value by name, defaults included, in the order of the parameters.
   *
   * @return a map that cannot be changed
   */
  public Map<String, Object> asMap() {
    return byName;
  }

  int whole(String name) {
    return (Integer) get(name);
  }

  double real(String name) {
    return (Double) get(name);
  }

  String choice(String name) {
    return (String) get(name);
  }

  private Object get(String name) {
    Object value = byName.get(name);
    if (value == null) {
      throw new IllegalStateException("there is no parameter " + name);
    }
    return value;
  }
}
