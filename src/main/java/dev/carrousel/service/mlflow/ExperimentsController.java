package dev.carrousel.service.mlflow;

import dev.carrousel.service.jobs.Ledger;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/** The experiments, the newest first. */
@Hidden
@RestController
@RequestMapping({Prefix.API + "/experiments", Prefix.UI + "/experiments"})
class ExperimentsController {

  private static final int MOST = 10_000;

  private final Ledger ledger;

  ExperimentsController(Ledger ledger) {
    this.ledger = ledger;
  }

  @RequestMapping(
      path = "/search",
      method = {RequestMethod.GET, RequestMethod.POST})
  Found search(Arguments arguments) {
    ListQuery query = ListQuery.ofView(arguments, Vocabulary.EXPERIMENTS, "view_type");
    List<ExperimentView> all =
        ledger.experiments(MOST).stream()
            .map(ExperimentView::of)
            .sorted(Comparator.comparingLong(ExperimentView::creationTime).reversed())
            .toList();
    ListQuery.Slice<ExperimentView> slice = query.slice(all);
    return new Found(slice.entries(), slice.next().orElse(null));
  }

  @GetMapping("/get")
  One get(Arguments arguments) {
    String id = arguments.text("experiment_id");
    return one(ExperimentId.name(id), id);
  }

  @GetMapping("/get-by-name")
  One getByName(Arguments arguments) {
    String name = arguments.text("experiment_name");
    return one(name, name);
  }

  private One one(String name, String asked) {
    return ledger
        .experiment(name)
        .map(span -> new One(ExperimentView.of(span)))
        .orElseThrow(() -> MlflowException.notFound("experiment", asked));
  }

  /** A page of experiments. */
  @Wire
  record Found(List<ExperimentView> experiments, @Nullable String nextPageToken) {}

  /** One experiment. */
  @Wire
  record One(ExperimentView experiment) {}
}
