package dev.carrousel.lstm.problem;

import dev.carrousel.lstm.learner.Learner;
import dev.carrousel.lstm.problem.Passages.Passage;
import dev.carrousel.lstm.sequence.Examples;
import dev.carrousel.lstm.sequence.Inputs;
import dev.carrousel.lstm.sequence.Sequence;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Passages as sequences to learn from.
 *
 * @param passages the passages, each with at least one answer known
 * @param inputs what is read of a passage
 * @param targets what is to be answered at a row
 */
record PassageExamples(List<Passage> passages, PassageInputs inputs, RowTarget targets)
    implements Examples {

  private static final int BATCH = 128;

  /** What a network reads of a passage. */
  @FunctionalInterface
  interface PassageInputs {
    Inputs of(Passage passage);
  }

  /** What is to be answered at a row: shape [O], or null where that is unknown. */
  @FunctionalInterface
  interface RowTarget {
    double @Nullable [] at(int row);

    default boolean knowsAny(Passage passage) {
      for (int row = passage.firstAsked(); row <= passage.lastRow(); row++) {
        if (at(row) != null) {
          return true;
        }
      }
      return false;
    }
  }

  /** Shown the network's output at each row that is asked about. */
  @FunctionalInterface
  interface AnswerVisitor {
    void visit(Passage passage, int row, double[] output);
  }

  /** Those of some passages that have an answer to learn, at most so many, spread evenly. */
  static PassageExamples of(List<Passage> all, int most, PassageInputs inputs, RowTarget targets) {
    List<Passage> known = all.stream().filter(targets::knowsAny).toList();
    List<Passage> kept = Thinning.of(known.size(), most).mapToObj(known::get).toList();
    return new PassageExamples(kept, inputs, targets);
  }

  @Override
  public int size() {
    return passages.size();
  }

  @Override
  public Sequence get(int index) {
    Passage passage = passages.get(index);
    double[] @Nullable [] rows = new double[passage.length()][];
    for (int row = passage.firstAsked(); row <= passage.lastRow(); row++) {
      rows[row - passage.firstRow()] = targets.at(row);
    }
    return new Sequence(inputs.of(passage), rows);
  }

  /** Asks the network about every passage. */
  void answer(Learner learner, AnswerVisitor visitor) {
    for (int from = 0; from < passages.size(); from += BATCH) {
      List<Passage> batch = passages.subList(from, Math.min(from + BATCH, passages.size()));
      List<double[]> responses = learner.respondAll(batch.stream().map(inputs::of).toList());
      for (int index = 0; index < batch.size(); index++) {
        visitAsked(batch.get(index), responses.get(index), learner.outputSize(), visitor);
      }
    }
  }

  private static void visitAsked(
      Passage passage, double[] response, int size, AnswerVisitor visitor) {
    for (int row = passage.firstAsked(); row <= passage.lastRow(); row++) {
      int at = (row - passage.firstRow()) * size;
      visitor.visit(passage, row, java.util.Arrays.copyOfRange(response, at, at + size));
    }
  }
}
