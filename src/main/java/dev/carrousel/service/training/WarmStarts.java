package dev.carrousel.service.training;

import dev.carrousel.lstm.learner.Learner;
import dev.carrousel.lstm.learner.Tensors;
import dev.carrousel.service.jobs.Jobs;
import dev.carrousel.service.models.Models;
import dev.carrousel.service.models.Safetensors;
import dev.carrousel.service.web.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lets a network begin with weights that are already there. */
@Component
class WarmStarts {

  private static final String LEARNER = "learner.";

  private final Models models;
  private final Jobs jobs;

  WarmStarts(Models models, Jobs jobs) {
    this.models = models;
    this.jobs = jobs;
  }

  /** The same with the version that is meant today written down; nonsense is refused. */
  @Nullable WarmStart complete(@Nullable WarmStart wanted) {
    if (wanted == null) {
      return null;
    }
    if ((wanted.model() == null) == (wanted.checkpoint() == null)) {
      throw ProblemException.invalid(
          "#/warmStart", "one_of", "A warm start must name either a model or a checkpoint.");
    }
    if (wanted.model() == null) {
      return wanted;
    }
    Models.Loaded found =
        models
            .find(wanted.model())
            .orElseThrow(() ->
                ProblemException.invalid(
                    "#/warmStart/model",
                    "unknown_model",
                    "There is no model %s.".formatted(wanted.model())));
    return new WarmStart("%s:%d".formatted(found.name(), found.version()), null);
  }

  /** Loads the weights; those of another shape are refused. */
  void load(@Nullable WarmStart from, Learner network) {
    if (from == null) {
      return;
    }
    try {
      network.load(weights(from));
    } catch (IllegalArgumentException misfit) {
      throw ProblemException.invalid(
          "#/warmStart",
          "other_shape",
          "The weights must be those of a network of the same shape: %s."
              .formatted(misfit.getMessage()));
    }
  }

  private Tensors weights(WarmStart from) {
    String checkpoint = from.checkpoint();
    if (checkpoint == null) {
      return models.load(String.valueOf(from.model())).artifact().weights();
    }
    return jobs.checkpoint(checkpoint)
        .map(state -> Safetensors.read(state.content()).under(LEARNER))
        .orElseThrow(() ->
            ProblemException.invalid(
                "#/warmStart/checkpoint",
                "unknown_checkpoint",
                "There is no checkpoint %s.".formatted(checkpoint)));
  }
}
