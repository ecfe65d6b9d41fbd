package dev.carrousel.service.jobs;

import dev.carrousel.service.web.Sha256;
import dev.carrousel.service.web.SortableId;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The checkpoints of the runs. Of each run the last two stay, and the one that validates best. */
@Component
class Checkpoints {

  private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
  private static final int LAST = 2;

  private final CheckpointRepository checkpoints;
  private final SortableId ids;
  private final Clock clock;
  private final JsonMapper json;

  Checkpoints(CheckpointRepository checkpoints, SortableId ids, Clock clock, JsonMapper json) {
    this.checkpoints = checkpoints;
    this.ids = ids;
    this.clock = clock;
    this.json = json;
  }

  void add(String runId, SavedState saved) {
    CheckpointEntity entity = new CheckpointEntity();
    entity.id = ids.next("ckpt");
    entity.runId = runId;
    entity.step = saved.step();
    entity.validationLoss = saved.validationLoss();
    entity.runtimeMillis = saved.runtimeMillis();
    entity.metricPositions = json.writeValueAsString(saved.metricPositions());
    entity.content = saved.content();
    entity.byteCount = saved.content().length;
    entity.digest = Sha256.of(saved.content());
    entity.createdAt = clock.instant();
    checkpoints.save(entity);
    prune(runId);
  }

  private void prune(String runId) {
    List<CheckpointRepository.Row> all = checkpoints.ofRun(runId);
    String best =
        all.stream()
            .filter(row -> row.getValidationLoss() != null)
            .min(Comparator.comparing(row -> Objects.requireNonNull(row.getValidationLoss())))
            .map(CheckpointRepository.Row::getId)
            .orElse("");
    List<String> superfluous =
        all.stream()
            .skip(LAST)
            .map(CheckpointRepository.Row::getId)
            .filter(id -> !id.equals(best))
            .toList();
    if (!superfluous.isEmpty()) {
      checkpoints.remove(superfluous);
    }
  }

  /** The latest checkpoint that is what was written; a damaged one is passed over. */
  Optional<SavedState> latest(String runId) {
    return checkpoints.ofRun(runId).stream()
        .map(row -> checkpoints.findById(row.getId()).orElseThrow())
        .filter(Checkpoints::isIntact)
        .findFirst()
        .map(this::state);
  }

  Optional<SavedState> get(String id) {
    return checkpoints.findById(id).filter(Checkpoints::isIntact).map(this::state);
  }

  private static boolean isIntact(CheckpointEntity entity) {
    boolean intact = Sha256.of(entity.content).equals(entity.digest);
    if (!intact) {
      LOG.error("run {}: checkpoint {} is damaged and passed over", entity.runId, entity.id);
    }
    return intact;
  }

  private SavedState state(CheckpointEntity entity) {
    return new SavedState(
        entity.step,
        entity.validationLoss,
        entity.runtimeMillis,
        json.readValue(entity.metricPositions, new TypeReference<Map<String, Long>>() {}),
        entity.content);
  }

  /** The checkpoints of a run, the latest first. */
  List<CheckpointView> list(String runId) {
    return checkpoints.ofRun(runId).stream()
        .map(row ->
            new CheckpointView(
                row.getId(),
                runId,
                row.getStep(),
                row.getValidationLoss(),
                row.getByteCount(),
                row.getDigest(),
                row.getCreatedAt()))
        .toList();
  }

  /** Lets another run begin where this one stands; false if it has no checkpoint. */
  boolean copyLatest(String fromRun, String toRun) {
    Optional<SavedState> latest = latest(fromRun);
    latest.ifPresent(saved -> add(toRun, saved));
    return latest.isPresent();
  }

  /** Of a run that has ended only the best remains, or else the last. */
  void settle(String runId) {
    List<CheckpointRepository.Row> all = checkpoints.ofRun(runId);
    Comparator<CheckpointRepository.Row> byLoss =
        Comparator.comparing(
            CheckpointRepository.Row::getValidationLoss,
            Comparator.nullsLast(Comparator.naturalOrder()));
    String kept = all.stream().min(byLoss).map(CheckpointRepository.Row::getId).orElse("");
    List<String> superfluous =
        all.stream().map(CheckpointRepository.Row::getId).filter(id -> !id.equals(kept)).toList();
    if (!superfluous.isEmpty()) {
      checkpoints.remove(superfluous);
    }
  }
}
