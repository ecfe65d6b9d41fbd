package dev.carrousel.lstm.layered;

import dev.carrousel.lstm.kernel.CellStep;
import dev.carrousel.lstm.kernel.Rows;
import dev.carrousel.lstm.kernel.Workspace;
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
 * @param dRecurrent the cell outputs' part of it
 * @param dCell gradient of the cell states
 */
record LayerPart(
    LayerPass pass,
    int firstSequence,
    int endSequence,
    List<Step> steps,
    Rows back,
    Rows dRecurrent,
    Rows dCell) {

  /** So few sequences take their inputs in all at once, since single rows hardly fill a vector. */
  static final int FEW = 2;

  void forward(Workspace workspace) {
    boolean ahead = endSequence - firstSequence <= FEW && pass.isKeeping();
    for (int sequence = firstSequence; ahead && sequence < endSequence; sequence++) {
      pass.kernels.multiplyTo(
          pass.inputs(sequence), pass.weights, pass.firstHidden(), pass.gates(sequence), workspace);
    }
    for (int step = 0; step < pass.chunk().steps(); step++) {
      Step rows = steps.get(step);
      Rows gates = rows.cell().gates();
      if (ahead) {
        pass.kernels.multiplyFrom(rows.recurrent(), pass.weights, pass.firstHidden(), gates);
      } else {
        pass.kernels.multiply(rows.sources(), pass.weights, gates, workspace);
      }
      pass.kernels.forward(rows.cell());
    }
  }

  /** Turns the gates into gradients of their net inputs, and hands on those of the inputs. */
  void backward(@Nullable GradientSink sink, Workspace workspace) {
    Arrays.fill(dCell.values(), dCell.start(0), dCell.start(dCell.count()), 0f);
    Arrays.fill(back.values(), back.start(0), back.start(back.count()), 0f);
    for (int step = pass.chunk().steps() - 1; step >= 0; step--) {
      Step rows = steps.get(step);
      pass.kernels.backward(rows.cell(), rows.dHidden(), dRecurrent, dCell);
      if (step > 0 || sink != null) {
        pass.kernels.multiply(rows.cell().gates(), pass.transposed, back, workspace);
      }
      if (sink != null) {
        handOn(step, sink);
      }
    }
  }

  private void handOn(int step, GradientSink sink) {
    for (int sequence = firstSequence; sequence < endSequence; sequence++) {
      if (step < pass.chunk().lengths()[sequence]) {
        int start = back.start(sequence - firstSequence);
        sink.receive(pass.place(step, sequence), sequence, back.values(), start);
      }
    }
  }

  /** The rows that one step works on. */
  record Step(Rows sources, Rows recurrent, CellStep cell, Rows dHidden) {}
}
