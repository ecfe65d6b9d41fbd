package dev.carrousel.lstm.original;

import dev.carrousel.lstm.sequence.Inputs;
import dev.carrousel.lstm.sequence.SeededRandom;
import dev.carrousel.lstm.sequence.Sequence;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One case of src/test/resources/golden: a network, a sequence, and what must come out. */
record GoldenCase(
    OriginalTopology topology,
    double learningRate,
    Map<String, Double> weights,
    Sequence sequence,
    List<String[]> expected) {

  static GoldenCase read(String name) {
    Map<String, String[]> header = new LinkedHashMap<>();
    Map<String, Double> weights = new LinkedHashMap<>();
    List<double[]> inputs = new ArrayList<>();
    Map<Integer, double[]> targets = new LinkedHashMap<>();
    for (String[] words : lines(name + ".txt")) {
      switch (words[0]) {
        case "w" -> weights.put(words[1] + " " + words[2], Double.valueOf(words[3]));
        case "x" -> inputs.add(numbers(words, 2));
        case "d" -> targets.put(Integer.valueOf(words[1]), numbers(words, 2));
        default -> header.put(words[0], words);
      }
    }
    boolean recurrentGates = weights.containsKey("in0 out0");
    OriginalTopology topology =
        OriginalTopology.of(whole(header, "nin"), whole(header, "nout"), 0, 1)
            .withBlocks(blocks(header))
            .withHiddenSources(recurrentGates ? HiddenSources.ALL : HiddenSources.WITHOUT_GATES)
            .withBiases(Biases.NONE);
    double rate = Double.parseDouble(Objects.requireNonNull(header.get("lr"))[1]);
    return new GoldenCase(topology, rate, weights, sequence(inputs, targets), lines(name + ".out"));
  }

  OriginalNetwork network(OriginalSettings settings) {
    OriginalNetwork network = new OriginalNetwork(settings, new SeededRandom(1));
    NamedWeights.load(network, weights);
    return network;
  }

  /** The lines that begin with a word, by the two words behind it. */
  Map<String, Double> expected(String kind) {
    Map<String, Double> values = new LinkedHashMap<>();
    for (String[] words : expected) {
      if (words[0].equals(kind)) {
        values.put(words[1] + " " + words[2], Double.valueOf(words[3]));
      }
    }
    return values;
  }

  private static List<Integer> blocks(Map<String, String[]> header) {
    List<Integer> sizes = new ArrayList<>();
    for (double size : numbers(Objects.requireNonNull(header.get("blocks")), 2)) {
      sizes.add((int) size);
    }
    return sizes;
  }

  private static Sequence sequence(List<double[]> inputs, Map<Integer, double[]> targets) {
    int size = inputs.getFirst().length;
    double[] values = new double[inputs.size() * size];
    double[] @Nullable [] rows = new double[inputs.size()][];
    for (int step = 0; step < inputs.size(); step++) {
      System.arraycopy(inputs.get(step), 0, values, step * size, size);
      rows[step] = targets.get(step);
    }
    return new Sequence(Inputs.Vectors.of(values, size), rows);
  }

  private static int whole(Map<String, String[]> header, String key) {
    return Integer.parseInt(Objects.requireNonNull(header.get(key))[1]);
  }

  private static double[] numbers(String[] words, int from) {
    double[] numbers = new double[words.length - from];
    for (int at = 0; at < numbers.length; at++) {
      numbers[at] = Double.parseDouble(words[from + at]);
    }
    return numbers;
  }

  private static List<String[]> lines(String file) {
    try (InputStream stream = GoldenCase.class.getResourceAsStream("/golden/" + file)) {
      String text =
          new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.trim().split("\\s+", -1))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
