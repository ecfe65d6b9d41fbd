package dev.carrousel.service.prediction;

import dev.carrousel.lstm.learner.Tensor;
import dev.carrousel.lstm.learner.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Asks a model one observation after another. The state belongs to the caller: it holds everything
 * that the next answer depends on beside the model. May be shared by threads.
 */
public interface Stepper {

  /** The state before the first observation. */
  Tensors begin(Beginning beginning);

  /**
   * Reads observations. All of them are checked before the first is read.
   *
   * @param state the state so far, of the names and shapes of {@link #begin}
   * @param observations what comes next
   * @param visitor is shown what comes of each
   */
  void walk(Tensors state, Observations observations, Consumer<Stepped> visitor);

  /**
   * Refuses a state of the right names and shapes that no walk could have led to.
   *
   * @throws dev.carrousel.service.web.ProblemException 422 naming the tensor
   */
  default void require(Tensors state) {}

  /** Names of the tensors that states lack which earlier versions wrote. */
  default Set<String> addedLater() {
    return Set.of();
  }

  /** A state that an earlier version may have written; of what it lacks nothing is known. */
  default Tensors completed(Tensors state) {
    List<Tensor> lacking = new ArrayList<>();
    for (Tensor tensor : begin(Beginning.PLAIN)) {
      if (addedLater().contains(tensor.name()) && !state.contains(tensor.name())) {
        lacking.add(tensor);
      }
    }
    return state.and(lacking);
  }

  /** Rows that an answer is made from anew each time; 0 if the state carries everything. */
  default int window() {
    return 0;
  }

  /**
   * How a sequence begins.
   *
   * @param seed seed of the symbols to draw, null if none are drawn
   * @param temperature below 1 prefers the likely symbols, above 1 evens out; 0 takes the likeliest
   * @param series whose end in the training data a forecast goes on from, null to begin with
   *     nothing
   */
  record Beginning(@Nullable Long seed, @Nullable Double temperature, @Nullable String series) {

    /** Nothing before, nothing drawn. */
    public static final Beginning PLAIN = new Beginning(null, null, null);
  }
}
