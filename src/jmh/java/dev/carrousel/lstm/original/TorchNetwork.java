package dev.carrousel.lstm.original;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.LSTMImpl;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.SGD;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.T_TensorT_TensorTensor_T_T;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * libtorch's nn::LSTM of 2 inputs and 4 cells with a logistic output unit, in single precision on
 * one thread, learning by stochastic gradient descent.
 */
final class TorchNetwork {

  private static final int CELLS = 4;

  private final LSTMImpl lstm = new LSTMImpl(2, CELLS);
  private final LinearImpl linear = new LinearImpl(CELLS, 1);
  private final SGD optimizer;
  private final Tensor[] inputs;
  private final Tensor wholeInput;
  private final Tensor target;
  private final int length;

  TorchNetwork(double[] values, double target, double learningRate) {
    torch.set_num_threads(1);
    length = values.length / 2;
    float[] floats = new float[values.length];
    inputs = new Tensor[length];
    for (int step = 0; step < length; step++) {
      floats[2 * step] = (float) values[2 * step];
      floats[2 * step + 1] = (float) values[2 * step + 1];
      inputs[step] = Tensor.create(new float[] {floats[2 * step], floats[2 * step + 1]}, 1, 1, 2);
    }
    wholeInput = Tensor.create(floats, length, 1, 2);
    this.target = Tensor.create(new float[] {(float) target}, 1, 1);
    TensorVector parameters = lstm.parameters();
    parameters.push_back(linear.weight());
    parameters.push_back(linear.bias());
    optimizer = new SGD(parameters, new SGDOptions(learningRate));
  }

  /** One call over the whole sequence, a target at its end, one change of weights. */
  void learnSequence() {
    try (PointerScope _ = new PointerScope()) {
      descend(lstm.forward(wholeInput).get0().select(0, length - 1));
    }
  }

  /** One call, one target and one change of weights at each step; the state is carried on. */
  void learnSteps() {
    try (PointerScope _ = new PointerScope()) {
      T_TensorTensor_T state =
          new T_TensorTensor_T(torch.zeros(1, 1, CELLS), torch.zeros(1, 1, CELLS));
      for (Tensor input : inputs) {
        T_TensorT_TensorTensor_T_T answer = lstm.forward(input, state);
        descend(answer.get0().select(0, 0));
        T_TensorTensor_T next = answer.get1();
        state = new T_TensorTensor_T(next.get0().detach(), next.get1().detach());
      }
    }
  }

  private void descend(Tensor hidden) {
    Tensor loss = torch.mse_loss(torch.sigmoid(linear.forward(hidden)), target);
    optimizer.zero_grad();
    loss.backward();
    optimizer.step();
  }
}
