package dev.carrousel.lstm.problem;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gathers how well probabilities of classes fitted the truth. */
final class ClassTally {

  static final String MACRO_F1 = "macroF1";
  static final String ACCURACY = "accuracy";
  private static final String LOG_LOSS = "logLoss";
  private static final double SMALLEST = 1e-12;

  private final int[][] confusion;
  private double logLoss;
  private int count;

  ClassTally(int classes) {
    confusion = new int[classes][classes];
  }

  void add(double[] probabilities, int truth) {
    confusion[truth][best(probabilities)]++;
    logLoss -= Math.log(Math.max(SMALLEST, probabilities[truth]));
    count++;
  }

  static int best(double[] probabilities) {
    int best = 0;
    for (int at = 1; at < probabilities.length; at++) {
      best = probabilities[at] > probabilities[best] ? at : best;
    }
    return best;
  }

  int count() {
    return count;
  }

  List<List<Integer>> confusion() {
    return Arrays.stream(confusion).map(row -> Arrays.stream(row).boxed().toList()).toList();
  }

  Score score(String name) {
    int right = 0;
    for (int at = 0; at < confusion.length; at++) {
      right += confusion[at][at];
    }
    Map<String, Double> measures = new LinkedHashMap<>();
    measures.put(ACCURACY, (double) right / count);
    measures.put(MACRO_F1, macroF1());
    measures.put(LOG_LOSS, logLoss / count);
    return new Score(name, measures);
  }

  /** The mean over the classes that occur of 2 right / (2 right + missed + mistaken). */
  private double macroF1() {
    double sum = 0;
    int occurring = 0;
    for (int at = 0; at < confusion.length; at++) {
      int truths = Arrays.stream(confusion[at]).sum();
      int answers = 0;
      for (int[] row : confusion) {
        answers += row[at];
      }
      if (truths + answers > 0) {
        sum += 2.0 * confusion[at][at] / (truths + answers);
        occurring++;
      }
    }
    return sum / occurring;
  }
}
