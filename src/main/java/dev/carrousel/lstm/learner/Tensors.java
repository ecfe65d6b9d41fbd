package dev.carrousel.lstm.learner;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedCollection;

/** Tensors by name, in the order they were given. Immutable. */
public final class Tensors implements Iterable<Tensor> {

  private final Map<String, Tensor> byName = new LinkedHashMap<>();

  /**
   * Collects tensors.
   *
   * @param tensors the tensors
   * @throws IllegalArgumentException if two have one name
   */
  public Tensors(SequencedCollection<? extends Tensor> tensors) {
    for (Tensor tensor : tensors) {
      if (byName.put(tensor.name(), tensor) != null) {
        throw new IllegalArgumentException(
            "tensor names must differ, but there are two of " + tensor.name());
      }
    }
  }

  /**
   * These tensors and more behind them.
   *
   * @param more the further tensors
   * @return a new collection
   */
  public Tensors and(SequencedCollection<? extends Tensor> more) {
    List<Tensor> all = new ArrayList<>(byName.values());
    all.addAll(more);
    return new Tensors(all);
  }

  /**
   * These tensors under longer names, so that tensors of several owners fit into one collection.
   *
   * @param prefix what every name then begins with
   * @return the same values under new names
   */
  public List<Tensor> prefixed(String prefix) {
    return byName.values().stream().map(tensor -> tensor.renamed(prefix + tensor.name())).toList();
  }

  /**
   * The tensors whose names begin with a prefix, under the names that follow it: what was given to
   * {@link #prefixed}.
   *
   * @param prefix what the names begin with
   * @return the tensors, none if there are none
   */
  public Tensors under(String prefix) {
    return new Tensors(
        byName.values().stream()
            .filter(tensor -> tensor.name().startsWith(prefix))
            .map(tensor -> tensor.renamed(tensor.name().substring(prefix.length())))
            .toList());
  }

  /**
   * Whether there is no tensor.
   *
   * @return true if there is none
   */
  public boolean isEmpty() {
    return byName.isEmpty();
  }

  /**
   * Whether there is a tensor of a name.
   *
   * @param name the name
   * @return true if there is one
   */
  public boolean contains(String name) {
    return byName.containsKey(name);
  }

  /**
   * Whether all numbers are finite.
   *
   * @return false if one is infinite or NaN
   */
  public boolean isFinite() {
    return byName.values().stream().allMatch(Tensors::isFinite);
  }

  private static boolean isFinite(Tensor tensor) {
    return switch (tensor) {
      case Tensor.Floats floats -> isFinite(floats.values());
      case Tensor.Doubles doubles -> Arrays.stream(doubles.values()).allMatch(Double::isFinite);
      case Tensor.Longs _ -> true;
    };
  }

  private static boolean isFinite(float[] values) {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  /**
   * A single-precision tensor that must be there.
   *
   * @param name its name
   * @param shape the shape it must have
   * @return its values, not to be written to
   * @throws IllegalArgumentException if it is missing or of another type or shape
   */
  public float[] floats(String name, List<Integer> shape) {
    if (get(name, shape) instanceof Tensor.Floats floats) {
      return floats.values();
    }
    throw wrongType(name, "single precision");
  }

  /**
   * A double-precision tensor that must be there.
   *
   * @param name its name
   * @param shape the shape it must have
   * @return its values, not to be written to
   * @throws IllegalArgumentException if it is missing or of another type or shape
   */
  public double[] doubles(String name, List<Integer> shape) {
    if (get(name, shape) instanceof Tensor.Doubles doubles) {
      return doubles.values();
    }
    throw wrongType(name, "double precision");
  }

  /**
   * A tensor of whole numbers that must be there.
   *
   * @param name its name
   * @param shape the shape it must have
   * @return its values, not to be written to
   * @throws IllegalArgumentException if it is missing or of another type or shape
   */
  public long[] longs(String name, List<Integer> shape) {
    if (get(name, shape) instanceof Tensor.Longs longs) {
      return longs.values();
    }
    throw wrongType(name, "whole numbers");
  }

  /**
   * A tensor that must be there, whatever its shape.
   *
   * @param name its name
   * @return the tensor
   * @throws IllegalArgumentException if it is missing
   */
  public Tensor get(String name) {
    Tensor tensor = byName.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException(
          "tensor %s must be present, found %s".formatted(name, byName.keySet()));
    }
    return tensor;
  }

  @Override
  public Iterator<Tensor> iterator() {
    return List.copyOf(byName.values()).iterator();
  }

  private Tensor get(String name, List<Integer> shape) {
    Tensor tensor = get(name);
    if (!tensor.shape().equals(shape)) {
      throw new IllegalArgumentException(
          "tensor %s must have shape %s, had %s".formatted(name, shape, tensor.shape()));
    }
    return tensor;
  }

  private static IllegalArgumentException wrongType(String name, String expected) {
    return new IllegalArgumentException("tensor %s must hold %s".formatted(name, expected));
  }
}
