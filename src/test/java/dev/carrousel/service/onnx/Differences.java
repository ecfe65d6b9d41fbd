package dev.carrousel.service.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The largest differences between answers of the service and of ONNX Runtime, as a table. */
public final class Differences {

  /** Relative to the size of the answer, where that is more than 1. */
  private static final double TOLERANCE = 1e-5;

  private final Map<String, Double> largest = new LinkedHashMap<>();

  /** Compares two answers and takes the difference down. */
  public void compare(String name, List<Double> expected, Object[] found) {
    assertThat(found).as(name).hasSize(expected.size());
    double most = 0;
    for (int at = 0; at < found.length; at++) {
      double known = expected.get(at);
      double difference = Math.abs(known - (double) found[at]) / Math.max(1, Math.abs(known));
      assertThat(Double.isNaN((double) found[at])).as(name).isEqualTo(Double.isNaN(known));
      most = Double.isNaN(difference) ? most : Math.max(most, difference);
    }
    largest.put(name, most);
    assertThat(most).as(name).isLessThan(TOLERANCE);
  }

  /** Writes the table. */
  public void write(String file) throws IOException {
    List<String> lines = new ArrayList<>(List.of("| model | difference |", "| --- | --- |"));
    largest.forEach((name, most) -> lines.add("| %s | %.1e |".formatted(name, most)));
    Files.write(Path.of("target", file), lines);
  }
}
