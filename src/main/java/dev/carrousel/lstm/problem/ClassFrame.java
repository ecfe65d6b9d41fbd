package dev.carrousel.lstm.problem;

import dev.carrousel.lstm.loss.Loss;
import dev.carrousel.lstm.loss.SoftmaxCrossEntropy;
import dev.carrousel.lstm.sequence.Encoding;
import java.util.List;

/**
 * Between rows and a network that tells classes apart.
 *
 * @param encoding how a row becomes numbers
 * @param target the column whose classes these are
 * @param classes the classes, in the order of the network's outputs
 * @param everyRow whether every row has a class of its own; otherwise the last row's is the
 *     sequence's
 * @param window rows that the network was trained to read; 0 for whole series
 */
public record ClassFrame(
    Encoding encoding, String target, List<String> classes, boolean everyRow, int window)
    implements Frame {

  /** Copies the list. */
  public ClassFrame {
    classes = List.copyOf(classes);
  }

  @Override
  public Loss loss() {
    return new SoftmaxCrossEntropy();
  }
}
