package dev.carrousel.service.prediction;

import dev.carrousel.lstm.learner.Tensor;
import dev.carrousel.lstm.learner.Tensors;
import dev.carrousel.service.datasets.Moment;
import java.util.List;

/** The moment of the last row that had one, as a state keeps it: those to come lie after it. */
final class LastMoment {

  static final String NAME = "last_moment";
  private static final List<Integer> SHAPE = List.of(3);

  private LastMoment() {}

  static Tensor none() {
    return tensor(Moment.UNKNOWN);
  }

  static Tensor tensor(Moment moment) {
    return new Tensor.Doubles(
        NAME, SHAPE, new double[] {moment.clock(), moment.instant(), moment.count()});
  }

  static Moment of(Tensors state) {
    double[] values = state.doubles(NAME, SHAPE);
    return new Moment(values[0], values[1], values[2]);
  }
}
