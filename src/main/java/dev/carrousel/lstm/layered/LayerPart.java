package dev.carrousel.lstm.layered;

import dev.carrousel.lstm.kernel.CellStep;
import dev.carrousel.lstm.kernel.Rows;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of the sequences of a batch on their way through one direction of a layer. No row depends on
 * another sequence's.
 *
 * @param pass the direction
 * @param firstSequence first of the sequences
 * @param endSequence behind the last of them
 * @param steps the rows of each step, perhaps of more steps than the batch has
 * @param back gradient of what a step has read
 * @param dCell gradient of the cell states
 */
record LayerPart(
    LayerPass pass, int firstSequence, int endSequence, List<Step> steps, Rows back, Rows dCell) {

  void forward() {
    for (int step = 0; step < pass.chunk().steps(); step++) {
      Step rows = steps.get(step);
      pass.kernels.multiply(rows.sources(), pass.weights, rows.cell().gates());
      pass.kernels.forward(rows.cell());
    }
  }

  /** Turns the gates into gradients of their net inputs, and hands on those of the inputs. */
  void backward(@Nullable GradientSink sink) {
    Arrays.fill(dCell.values(), dCell.start(0), dCell.start(dCell.count()), 0f);
    Arrays.fill(back.values(), back.start(0), back.start(back.count()), 0f);
    for (int step = pass.chunk().steps() - 1; step >= 0; step--) {
      Step rows = steps.get(step);
      pass.kernels.backward(rows.cell(), rows.dHidden(), back, dCell);
      if (step > 0 || sink != null) {
        pass.kernels.multiply(rows.cell().gates(), pass.transposed, back);
      }
      if (sink != null) {
        handOn(step, sink);
      }
    }
  }

  private void handOn(int step, GradientSink sink) {
    for (int sequence = firstSequence; sequence < endSequence; sequence++) {
      if (step < pass.chunk().lengths()[sequence]) {
        int start = back.start(sequence - firstSequence) + pass.hiddenSize();
        sink.receive(pass.place(step, sequence), sequence, back.values(), start);
      }
    }
  }

  /** The rows that one step works on. */
  record Step(Rows sources, CellStep cell, Rows dHidden) {}
}
