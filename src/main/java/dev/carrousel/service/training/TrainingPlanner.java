package dev.carrousel.service.training;

import dev.carrousel.service.datasets.Dataset;
import dev.carrousel.service.datasets.Datasets;
import dev.carrousel.service.web.FieldProblems;
import dev.carrousel.service.web.ProblemException;
import org.springframework.stereotype.Component;

/** Makes a strict plan out of a loose request, once; nonsense is refused here. */
@Component
class TrainingPlanner {

  private final Datasets datasets;
  private final TrainingProperties limits;

  TrainingPlanner(Datasets datasets, TrainingProperties limits) {
    this.datasets = datasets;
    this.limits = limits;
  }

  /** The request with every default filled in, checked against the data. */
  TrainingRequest complete(TrainingRequest request) {
    Dataset dataset =
        datasets
            .find(request.data().dataset())
            .orElseThrow(() ->
                ProblemException.invalid(
                    "#/data/dataset",
                    "unknown_dataset",
                    "There is no dataset %s.".formatted(request.data().dataset())));
    FieldProblems problems = new FieldProblems();
    DataChecks.requireColumns(request.data(), dataset, problems);
    problems.throwIfAny();
    TrainingRequest complete =
        Defaults.complete(
            request, dataset, () -> datasets.series(dataset.id(), request.data().targets()));
    DataChecks.requireWindows(complete.data(), dataset, problems);
    long parameters = Plans.of(complete).network().parameterCount();
    problems.require(
        parameters <= limits.maxParameters(),
        "#/network/layers",
        "too_large",
        () ->
            "The network must have at most %d weights, has %d."
                .formatted(limits.maxParameters(), parameters));
    problems.throwIfAny();
    return complete;
  }
}
