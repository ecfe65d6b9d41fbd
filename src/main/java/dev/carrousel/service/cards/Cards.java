package dev.carrousel.service.cards;

import dev.carrousel.service.datasets.ColumnProfile;
import dev.carrousel.service.datasets.Dataset;
import dev.carrousel.service.datasets.Datasets;
import dev.carrousel.service.jobs.Ledger;
import dev.carrousel.service.jobs.LedgerEntry;
import dev.carrousel.service.models.ModelVersion;
import dev.carrousel.service.models.Models;
import dev.carrousel.service.models.Origin;
import dev.carrousel.service.web.Sha256;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes cards out of what the registry, the ledger and the datasets hold. */
@Service
class Cards {

  /** Members of a configuration that say nothing about the weights. */
  private static final List<String> UNESSENTIAL =
      List.of("name", "labels", "model", "priority", "trials", "seed", "maxRuntimeSeconds");

  private final Models models;
  private final Ledger ledger;
  private final Datasets datasets;

  Cards(Models models, Ledger ledger, Datasets datasets) {
    this.models = models;
    this.ledger = ledger;
    this.datasets = datasets;
  }

  @Transactional(readOnly = true)
  public ModelCard of(String name, int number) {
    String reference = name + ":" + number;
    ModelVersion version = models.get(reference);
    LedgerEntry run = Optional.ofNullable(version.runId()).flatMap(ledger::find).orElse(null);
    ObjectNode settings = run == null ? null : settings(run.configuration());
    Dataset dataset = settings == null ? null : dataset(settings);
    JsonNode result = version.result();
    return new ModelCard(
        version.name(),
        version.version(),
        version.aliases(),
        version.labels(),
        version.note(),
        version.createdAt(),
        version.problem().path("problem").asString(),
        version.network(),
        version.parameterCount(),
        data(settings, dataset, result),
        settings,
        result == null ? null : test(result),
        Limits.of(models.load(reference).artifact().predictor(), dataset, result),
        fingerprint(version, run, settings, dataset));
  }

  private static ObjectNode settings(JsonNode configuration) {
    ObjectNode settings = (ObjectNode) configuration.deepCopy();
    return settings.remove(UNESSENTIAL);
  }

  /** Of all settings but the identifier of the dataset, for which its digest stands. */
  private static String planDigest(ObjectNode settings) {
    ObjectNode plan = settings.deepCopy();
    if (plan.path("data") instanceof ObjectNode data) {
      data.remove("dataset");
    }
    return Sha256.of(plan.toString());
  }

  private @Nullable Dataset dataset(JsonNode settings) {
    String id = settings.path("data").path("dataset").asString("");
    return id.isEmpty() ? null : datasets.find(id).orElse(null);
  }

  private static ModelCard.Data data(
      @Nullable JsonNode settings, @Nullable Dataset dataset, @Nullable JsonNode result) {
    JsonNode parts = result == null ? null : result.get("rows");
    if (dataset == null) {
      JsonNode task = settings == null ? null : settings.path("data").get("task");
      return new ModelCard.Data(
          null, task == null ? null : task.asString(), null, null, parts, null, null);
    }
    ColumnProfile time = dataset.timeColumn().orElse(null);
    return new ModelCard.Data(
        dataset.id(),
        dataset.name(),
        dataset.digest(),
        dataset.rows(),
        parts,
        time == null ? null : String.valueOf(time.minimum()),
        time == null ? null : String.valueOf(time.maximum()));
  }

  /** The tests of a problem beside baselines; of a task all that was found. */
  private static JsonNode test(JsonNode result) {
    return result.has("test") ? result.path("test") : result;
  }

  private ModelCard.Fingerprint fingerprint(
      ModelVersion version,
      @Nullable LedgerEntry run,
      @Nullable ObjectNode settings,
      @Nullable Dataset dataset) {
    Origin origin = models.origin(version.name() + ":" + version.version());
    LedgerEntry.Trial trial = run == null ? null : run.trial();
    return new ModelCard.Fingerprint(
        version.jobId(),
        version.runId(),
        settings == null ? null : planDigest(settings),
        dataset == null ? null : dataset.digest(),
        trial == null ? null : trial.seed(),
        version.weightsDigest(),
        origin == null ? null : origin.kernels(),
        origin == null ? null : origin.java(),
        origin == null ? null : origin.build());
  }
}
