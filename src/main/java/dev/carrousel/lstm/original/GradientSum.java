package dev.carrousel.lstm.original;

/** The gradient of a sequence, summed up and then added to the weights. */
final class GradientSum {

  final Weights gradient;

  GradientSum(Layout layout) {
    gradient = new Weights(layout);
  }

  /** {@code w += learningRate gradient} on the rows that were seen; the gradient becomes 0. */
  void apply(Weights weights, double learningRate, SeenRows seen) {
    Layout layout = weights.layout;
    gradient.clearMissingBiases();
    int outputEnd = layout.outputInputRow * layout.outputWidth;
    move(weights.output, gradient.output, learningRate, 0, outputEnd);
    for (int number = 0; number < seen.count(); number++) {
      int row = seen.rows()[number];
      int at = row * layout.width;
      move(weights.hidden, gradient.hidden, learningRate, at, at + layout.width);
      if (number >= seen.always() && layout.topology.shortcuts()) {
        int outputAt = (layout.outputInputRow + row - layout.inputRow) * layout.outputWidth;
        int end = outputAt + layout.outputWidth;
        move(weights.output, gradient.output, learningRate, outputAt, end);
      }
    }
  }

  private static void move(double[] weights, double[] gradient, double rate, int from, int end) {
    for (int at = from; at < end; at++) {
      weights[at] = Math.fma(rate, gradient[at], weights[at]);
      gradient[at] = 0;
    }
  }
}
