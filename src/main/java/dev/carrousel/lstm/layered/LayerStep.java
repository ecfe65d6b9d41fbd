package dev.carrousel.lstm.layered;

import dev.carrousel.lstm.kernel.AlignedPanels;
import dev.carrousel.lstm.kernel.CellStep;
import dev.carrousel.lstm.kernel.Kernels;
import dev.carrousel.lstm.kernel.Panels;
import dev.carrousel.lstm.kernel.Workspace;
import dev.carrousel.lstm.learner.Tensor;
import dev.carrousel.lstm.learner.Tensors;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One layer of one direction, one step at a time, its state kept by the caller. */
final class LayerStep {

  private final Kernels kernels;
  private final LayerWeights shape;
  private final AlignedPanels weights;
  private final @Nullable Panels peepholes;
  private final String hiddenName;
  private final String cellsName;
  private final String gatesName;
  private final List<Integer> stateShape;

  LayerStep(Kernels kernels, LayerWeights shape, Parameters parameters) {
    this.kernels = kernels;
    this.shape = shape;
    this.weights = parameters.aligned(shape);
    this.peepholes = shape.peepholesIn(parameters.values);
    this.hiddenName = "h_l" + shape.layer();
    this.cellsName = "c_l" + shape.layer();
    this.gatesName = "gates_l" + shape.layer();
    this.stateShape = List.of(shape.hiddenSize());
  }

  List<Tensor> rest() {
    return List.of(
        new Tensor.Floats(hiddenName, stateShape, new float[shape.hiddenSize()]),
        new Tensor.Floats(cellsName, stateShape, new float[shape.hiddenSize()]));
  }

  /**
   * Reads what comes from below.
   *
   * @param below shape [I]
   * @param before has this layer's h and c
   */
  After step(float[] below, Tensors before) {
    float[] sources = sources(below, before.floats(hiddenName, stateShape));
    float[] gates = new float[weights.panels().count() * weights.panels().width()];
    float[] cells = new float[shape.hiddenSize()];
    float[] hidden = new float[shape.hiddenSize()];
    kernels.multiply(
        LayeredRecurrence.row(sources), weights, LayeredRecurrence.row(gates), new Workspace());
    kernels.forward(
        new CellStep(
            shape.hiddenSize(),
            shape.forgetting(),
            peepholes,
            LayeredRecurrence.row(gates),
            LayeredRecurrence.row(before.floats(cellsName, stateShape)),
            LayeredRecurrence.row(cells),
            LayeredRecurrence.row(new float[shape.hiddenSize()]),
            LayeredRecurrence.row(hidden)));
    return new After(
        new Tensor.Floats(hiddenName, stateShape, hidden),
        new Tensor.Floats(cellsName, stateShape, cells),
        new Tensor.Floats(gatesName, List.of(LayerWeights.GATES, cells.length), unpacked(gates)));
  }

  private float[] sources(float[] below, float[] hidden) {
    float[] sources = new float[shape.sources()];
    System.arraycopy(below, 0, sources, 0, below.length);
    sources[shape.biasSource()] = 1f;
    System.arraycopy(hidden, 0, sources, shape.firstHidden(), hidden.length);
    return sources;
  }

  /** From panels to one row per gate. */
  private float[] unpacked(float[] panels) {
    int units = shape.hiddenSize();
    float[] rows = new float[LayerWeights.GATES * units];
    for (int unit = 0; unit < units; unit++) {
      int at = unit / Kernels.LANES * weights.panels().width() + unit % Kernels.LANES;
      for (int gate = 0; gate < LayerWeights.GATES; gate++) {
        rows[gate * units + unit] = panels[at + gate * Kernels.LANES];
      }
    }
    return rows;
  }

  /** State and gates after a step. */
  record After(Tensor.Floats hidden, Tensor.Floats cells, Tensor.Floats gates) {}
}
