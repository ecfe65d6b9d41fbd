package dev.carrousel.service.mlflow;

import dev.carrousel.service.jobs.Ledger;
import dev.carrousel.service.jobs.LedgerEntry;
import dev.carrousel.service.models.Catalogue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Finds models and their versions, with the addresses of their weights. */
@Component
class RegisteredModels {

  private static final int MOST = 10_000;

  private final Catalogue catalogue;
  private final Ledger ledger;

  RegisteredModels(Catalogue catalogue, Ledger ledger) {
    this.catalogue = catalogue;
    this.ledger = ledger;
  }

  ListQuery.Slice<ModelView> search(ListQuery query) {
    Map<String, List<VersionView>> byName =
        candidates(query).stream()
            .map(entry -> VersionView.of(entry, ""))
            .collect(
                Collectors.groupingBy(VersionView::name, LinkedHashMap::new, Collectors.toList()));
    ListQuery.Slice<ModelView> slice =
        query.slice(byName.values().stream().map(ModelView::of).toList());
    return new ListQuery.Slice<>(
        slice.entries().stream().map(model -> model(model.name())).toList(), slice.next());
  }

  ListQuery.Slice<VersionView> searchVersions(ListQuery query) {
    return query.slice(candidates(query).stream().map(this::view).toList());
  }

  /** What an index finds of the wanted. */
  private List<Catalogue.Entry> candidates(ListQuery query) {
    return query
        .filter()
        .required("run_id")
        .map(runs -> runs.stream().flatMap(run -> catalogue.ofRun(run).stream()).toList())
        .or(() ->
            query
                .filter()
                .required("name")
                .map(names ->
                    names.stream()
                        .distinct()
                        .flatMap(name -> catalogue.of(name).stream())
                        .toList()))
        .orElseGet(() -> catalogue.all(MOST));
  }

  ModelView model(String name) {
    return ModelView.of(versions(name));
  }

  VersionView version(String name, String number) {
    return versions(name).stream()
        .filter(version -> version.version().equals(number))
        .findFirst()
        .orElseThrow(() -> MlflowException.notFound("version", name + ":" + number));
  }

  VersionView aliased(String name, String alias) {
    return catalogue
        .aliased(name, alias)
        .map(this::view)
        .orElseThrow(() -> MlflowException.notFound("alias", name + "@" + alias));
  }

  private List<VersionView> versions(String name) {
    List<VersionView> versions = catalogue.of(name).stream().map(this::view).toList();
    if (versions.isEmpty()) {
      throw MlflowException.notFound("registered model", name);
    }
    return versions;
  }

  private VersionView view(Catalogue.Entry entry) {
    String run = entry.runId();
    return VersionView.of(entry, run == null ? imported(entry) : source(run));
  }

  private static String imported(Catalogue.Entry entry) {
    return "/api/v1/models/%s/versions/%d/export".formatted(entry.name(), entry.version());
  }

  /** Where the weights of a run are; a run that was deleted has left them to its versions alone. */
  private String source(String runId) {
    String experiment = ledger.find(runId).map(LedgerEntry::experiment).orElse("");
    return "mlflow-artifacts:/%s/%s"
        .formatted(ArtifactPath.of(ExperimentId.of(experiment), runId), ArtifactPath.WEIGHTS);
  }
}
