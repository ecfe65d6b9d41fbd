package dev.carrousel.service.training;

import dev.carrousel.lstm.paper.Experiment;
import dev.carrousel.service.jobs.Job;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Repeats published experiments as ordinary jobs. */
@Service
public class Experiments {

  private final TrainingService training;
  private final JsonMapper json;

  Experiments(TrainingService training, JsonMapper json) {
    this.training = training;
    this.json = json;
  }

  /** The configuration of the job that repeats an experiment, in the words of a job. */
  public JsonNode configuration(Experiment experiment) {
    return json.valueToTree(request(experiment, experiment.trials(), 1, null));
  }

  /**
   * Submits an experiment.
   *
   * @param trials number of trials, at most the paper's
   * @param seed seed of the first trial
   * @param model model to store the best trial's weights under, null for none
   * @param submitter who submits it
   */
  public Job repeat(
      Experiment experiment, int trials, long seed, @Nullable String model, Submitter submitter) {
    return training.submit(request(experiment, trials, seed, model), submitter);
  }

  static TrainingRequest request(
      Experiment experiment, int trials, long seed, @Nullable String model) {
    return new TrainingRequest(
        experiment.title(),
        Map.of(),
        model,
        seed,
        trials,
        0,
        null,
        null,
        DataRequest.ofTask(experiment.task(), experiment.values()),
        OriginalSettingsMapping.network(experiment.settings()),
        OriginalSettingsMapping.learning(experiment.settings(), experiment.maxSequences()),
        experiment.id());
  }
}
