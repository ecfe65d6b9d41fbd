package dev.carrousel.lstm.layered;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.LSTMImpl;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** libtorch's nn::LSTM with a linear output, learning with Adam. */
final class TorchLayer {

  private final LSTMImpl lstm;
  private final LinearImpl linear;
  private final Adam optimizer;
  private final Tensor inputs;
  private final Tensor targets;
  private final int steps;

  TorchLayer(Workload workload, int threads) {
    torch.set_num_threads(threads);
    lstm = new LSTMImpl(workload.inputSize(), workload.hiddenSize());
    linear = new LinearImpl(workload.hiddenSize(), 1);
    steps = workload.steps();
    inputs =
        Tensor.create(workload.inputs(), steps, workload.batchSize(), workload.inputSize());
    targets = Tensor.create(workload.targets(), workload.batchSize(), 1);
    TensorVector parameters = lstm.parameters();
    parameters.push_back(linear.weight());
    parameters.push_back(linear.bias());
    optimizer = new Adam(parameters, new AdamOptions(Workload.LEARNING_RATE));
  }

  /** Forward, backward and one weight change. */
  void learn() {
    try (PointerScope _ = new PointerScope()) {
      Tensor last = lstm.forward(inputs).get0().select(0, steps - 1L);
      Tensor loss = torch.mse_loss(linear.forward(last), targets);
      optimizer.zero_grad();
      loss.backward();
      optimizer.step();
    }
  }

  /** Outputs at every step. */
  void respond() {
    try (PointerScope _ = new PointerScope();
        NoGradGuard _ = new NoGradGuard()) {
      linear.forward(lstm.forward(inputs).get0());
    }
  }
}
