package dev.carrousel.service.inference;

import dev.carrousel.lstm.learner.Tensors;
import dev.carrousel.lstm.problem.ForecastFrame;
import dev.carrousel.service.prediction.Observations;
import dev.carrousel.service.prediction.Stepper;
import dev.carrousel.service.prediction.Steppers;
import dev.carrousel.service.sessions.NewSession;
import dev.carrousel.service.sessions.Session;
import dev.carrousel.service.sessions.Sessions;
import dev.carrousel.service.web.ProblemException;
import dev.carrousel.service.web.Sha256;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;

/** Answers requests to infer: batches of whole sequences, or the next steps of one. */
@Service
class Inference {

  private static final int DIGITS = 32;

  /** Numbers of an answer beyond which a request is refused before anything is computed. */
  private static final long MOST_NUMBERS = 1_000_000;

  private final ServedModels models;
  private final Sessions sessions;
  private final Statistics statistics;

  Inference(ServedModels models, Sessions sessions, Statistics statistics) {
    this.models = models;
    this.sessions = sessions;
    this.statistics = statistics;
  }

  InferResponse infer(String owner, Target target, InferRequest request) {
    SequenceStep sequence = request.sequence();
    if (sequence != null && !sequence.starts()) {
      String session = session(owner, target, sequence);
      requireKnown(owner, session);
      Steppers.Ready model = sessions.model(owner, session);
      return statistics.counted(
          model, watch -> step(owner, session, model, sequence, request, watch));
    }
    Steppers.Ready model = models.ready(target);
    return statistics.counted(
        model,
        watch ->
            sequence == null
                ? batch(model, request, watch)
                : step(owner, session(owner, target, sequence), model, sequence, request, watch));
  }

  private InferResponse batch(Steppers.Ready model, InferRequest request, Statistics.Watch watch) {
    Signature signature = signature(model, request);
    SequenceReading reading = new SequenceReading(signature, request);
    requireBounded(signature, request, reading);
    watch.inputsRead(reading.batchSize());
    List<SequenceAnswer> answers = new ArrayList<>();
    for (int sequence = 0; sequence < reading.batchSize(); sequence++) {
      SequenceAnswer answer = new SequenceAnswer(request.outputs().containsKey("gates"));
      Tensors begin = model.stepper().begin(Stepper.Beginning.PLAIN);
      model
          .stepper()
          .walk(
              InitialState.of(signature, request, begin, sequence, reading.batchSize()),
              reading.observations(sequence),
              answer);
      answers.add(answer);
    }
    watch.computed();
    List<OutputTensor> outputs =
        new OutputAssembly(signature, answers, reading.steps(), false).outputs(request.outputs());
    return response(model, request, Map.of(), outputs);
  }

  private InferResponse step(
      String owner,
      String id,
      Steppers.Ready model,
      SequenceStep sequence,
      InferRequest request,
      Statistics.Watch watch) {
    Signature signature = signature(model, request);
    SequenceReading reading = new SequenceReading(signature, request);
    requireBounded(signature, request, reading);
    if (reading.batchSize() != 1
        || request.optional("h0").isPresent()
        || request.optional("c0").isPresent()) {
      throw InferenceException.invalid(
          "a request of a sequence must hold one sequence, without h0 and c0");
    }
    SequenceAnswer answer = new SequenceAnswer(request.outputs().containsKey("gates"));
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("sequence_id", sequence.id());
    watch.inputsRead(1);
    if (sequence.starts()) {
      parameters.put("sequence_reset", isKept(owner, id));
      sessions.reopen(id, owner, model.model() + ':' + model.version(), NewSession.PLAIN);
    }
    Session after = walk(owner, id, sequence, reading.observations(0), answer);
    if (sequence.ends()) {
      sessions.delete(owner, id);
    }
    watch.computed();
    parameters.put("sequence_step", after.step());
    parameters.put("sequence_expires_in_ms", sequence.ends() ? 0 : after.idleSeconds() * 1000);
    List<OutputTensor> outputs =
        new OutputAssembly(signature, List.of(answer), reading.length(0), true)
            .outputs(request.outputs());
    return response(model, request, parameters, outputs);
  }

  /** A sequence that cannot take its first step does not begin. */
  private Session walk(
      String owner,
      String id,
      SequenceStep sequence,
      Observations observations,
      SequenceAnswer answer) {
    try {
      return sessions.walk(owner, id, observations, answer);
    } catch (ProblemException refused) {
      if (sequence.starts()) {
        sessions.delete(owner, id);
      }
      throw refused;
    }
  }

  private static Signature signature(Steppers.Ready model, InferRequest request) {
    Signature signature = new Signature(model);
    request.requireOnly(
        signature.inputs().stream().map(TensorView::name).toList(),
        signature.outputs().stream().map(TensorView::name).toList());
    return signature;
  }

  /** Every length is known here, and nothing of an answer has been made yet. */
  private static void requireBounded(
      Signature signature, InferRequest request, SequenceReading reading) {
    int horizon = signature.forecast().map(ForecastFrame::horizon).orElse(0);
    long rows = reading.batchSize() * (long) Math.max(horizon, reading.steps());
    long gates =
        request.outputs().containsKey("gates")
            ? signature.stack().map(stack -> 4L * stack.layers() * stack.size()).orElse(0L)
            : 0;
    if (rows * (signature.width() + gates) > MOST_NUMBERS) {
      throw InferenceException.invalid(
          "the answer would hold more than %d numbers; send fewer sequences or steps"
              .formatted(MOST_NUMBERS));
    }
  }

  private void requireKnown(String owner, String session) {
    if (sessions.find(owner, session).isEmpty()) {
      throw new InferenceException(
          HttpStatus.CONFLICT,
          "sequence_unknown: there is no such sequence; begin it with sequence_start");
    }
  }

  private boolean isKept(String owner, String session) {
    return sessions
        .find(owner, session)
        .filter(known -> known.status().equals("live") || known.status().equals("stored"))
        .isPresent();
  }

  /** Sequences of different owners and models are different ones. */
  private static String session(String owner, Target target, SequenceStep sequence) {
    String scope = owner + '\n' + target.model() + '\n' + target.version() + '\n' + sequence.id();
    return "seq_" + Sha256.of(scope).substring(0, DIGITS);
  }

  private static InferResponse response(
      Steppers.Ready model,
      InferRequest request,
      Map<String, Object> parameters,
      List<OutputTensor> outputs) {
    return new InferResponse(
        model.model(),
        String.valueOf(model.version()),
        request.id(),
        parameters.isEmpty() ? null : parameters,
        outputs);
  }

  /**
   * Who is asked.
   *
   * @param model name of the model
   * @param version number of its version, null to let the server choose
   */
  record Target(String model, @Nullable String version) {}
}
