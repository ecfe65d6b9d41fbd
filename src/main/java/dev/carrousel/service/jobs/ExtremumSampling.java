package dev.carrousel.service.jobs;

import java.util.ArrayList;
import java.util.List;

/**
 * Thins a series without hiding a spike: of each stretch of equal length its smallest and its
 * largest point stay.
 */
final class ExtremumSampling {

  private ExtremumSampling() {}

  static List<MetricPoint> sample(List<MetricPoint> points, int limit) {
    if (points.size() <= limit) {
      return points;
    }
    int stretches = Math.max(1, limit / 2);
    List<MetricPoint> sampled = new ArrayList<>(2 * stretches);
    for (int stretch = 0; stretch < stretches; stretch++) {
      int from = (int) ((long) points.size() * stretch / stretches);
      int to = (int) ((long) points.size() * (stretch + 1) / stretches);
      addExtremes(points.subList(from, to), sampled);
    }
    return sampled;
  }

  /** Adds the smallest and the largest point of a stretch, in the order of their steps. */
  static void addExtremes(List<MetricPoint> stretch, List<MetricPoint> sampled) {
    int smallest = smallest(stretch);
    int largest = largest(stretch);
    sampled.add(stretch.get(Math.min(smallest, largest)));
    if (smallest != largest) {
      sampled.add(stretch.get(Math.max(smallest, largest)));
    }
  }

  private static int smallest(List<MetricPoint> stretch) {
    int smallest = 0;
    for (int at = 1; at < stretch.size(); at++) {
      smallest = stretch.get(at).value() < stretch.get(smallest).value() ? at : smallest;
    }
    return smallest;
  }

  /** The last of them, so that a level stretch keeps both of its ends. */
  private static int largest(List<MetricPoint> stretch) {
    int largest = 0;
    for (int at = 1; at < stretch.size(); at++) {
      largest = stretch.get(at).value() >= stretch.get(largest).value() ? at : largest;
    }
    return largest;
  }
}
