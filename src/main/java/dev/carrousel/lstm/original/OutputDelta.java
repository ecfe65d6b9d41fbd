package dev.carrousel.lstm.original;

/**
 * The error e of an output's net input for target d and output y, and the loss it belongs to.
 * {@link Squared} is that of the papers; the others are known cures for outputs that saturate at
 * the wrong end, which the papers do not mention.
 */
public sealed interface OutputDelta {

  /**
   * The error of the net input.
   *
   * @param target d
   * @param output y, in [0,1]
   * @return -dE/dnet, or what stands for it
   */
  double delta(double target, double output);

  /**
   * The loss of one output at one step.
   *
   * @param target d
   * @param output y, in [0,1]
   * @return E
   */
  default double loss(double target, double output) {
    double difference = target - output;
    return 0.5 * difference * difference;
  }

  /**
   * {@code e = (d - y) y (1 - y)}, the gradient of {@code E = (d - y)^2 / 2}; NC97 eq. 19, which
   * has no factor 2 though its error has no factor 1/2.
   */
  record Squared() implements OutputDelta {
    @Override
    public double delta(double target, double output) {
      return (target - output) * output * (1 - output);
    }
  }

  /**
   * {@code e = (d - y) (y (1 - y) + offset)}, the flat-spot offset of S. Fahlman, "Faster-learning
   * variations on back-propagation" (1988), who adds 0.1. The loss is that of {@link Squared}, of
   * which this is no gradient.
   *
   * @param offset 0 or more
   */
  record Offset(double offset) implements OutputDelta {

    /** Checks the offset. */
    public Offset {
      if (!(offset >= 0)) {
        throw new IllegalArgumentException("offset must be 0 or more, was " + offset);
      }
    }

    @Override
    public double delta(double target, double output) {
      return (target - output) * (output * (1 - output) + offset);
    }
  }

  /** {@code e = d - y}, the gradient of {@code E = -d ln y - (1 - d) ln (1 - y)}, d in [0,1]. */
  record CrossEntropy() implements OutputDelta {
    @Override
    public double delta(double target, double output) {
      return target - output;
    }

    @Override
    public double loss(double target, double output) {
      double yes = Math.log(Math.max(output, Double.MIN_NORMAL));
      double no = Math.log(Math.max(1 - output, Double.MIN_NORMAL));
      return -target * yes - (1 - target) * no;
    }
  }
}
