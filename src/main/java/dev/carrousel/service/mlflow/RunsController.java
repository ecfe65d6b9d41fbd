package dev.carrousel.service.mlflow;

import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The runs. */
@Hidden
@RestController
@RequestMapping({Prefix.API + "/runs", Prefix.UI + "/runs"})
class RunsController {

  private final RunSearch runs;

  RunsController(RunSearch runs) {
    this.runs = runs;
  }

  @GetMapping("/get")
  One get(Arguments arguments) {
    String id = arguments.find("run_id").orElseGet(() -> arguments.text("run_uuid"));
    return new One(RunView.of(runs.get(id)));
  }

  @PostMapping("/search")
  Found search(Arguments arguments) {
    List<String> experiments =
        arguments.texts("experiment_ids").stream().map(ExperimentId::name).toList();
    ListQuery query = ListQuery.ofView(arguments, Vocabulary.RUNS, "run_view_type");
    ListQuery.Slice<SearchedRun> found = runs.search(experiments, query);
    return new Found(found.entries().stream().map(RunView::of).toList(), found.next().orElse(null));
  }

  /** One run. */
  @Wire
  record One(RunView run) {}

  /** A page of runs. */
  @Wire
  record Found(List<RunView> runs, @Nullable String nextPageToken) {}
}
