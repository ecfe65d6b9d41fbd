package dev.carrousel.lstm.layered;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.Map;

/** ONNX Runtime answering with an LSTM layer and a linear output. */
final class OnnxLayer {

  private final OrtSession session;
  private final Map<String, OnnxTensor> inputs;

  OnnxLayer(Workload workload, int threads) {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try {
      OrtSession.SessionOptions options = new OrtSession.SessionOptions();
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      session = environment.createSession(OnnxModel.of(workload), options);
      long[] shape = {workload.steps(), workload.batchSize(), workload.inputSize()};
      inputs =
          Map.of(
              "x",
              OnnxTensor.createTensor(environment, FloatBuffer.wrap(workload.inputs()), shape));
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Outputs at every step. */
  void respond() {
    try (OrtSession.Result _ = session.run(inputs)) {
      return;
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }
}
