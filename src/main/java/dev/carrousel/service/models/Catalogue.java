package dev.carrousel.service.models;

import dev.carrousel.service.web.Labels;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The registry as a list: what versions there are, found without touching weights or results. */
@Service
@Transactional(readOnly = true)
public class Catalogue {

  private static final String COLUMNS =
      "select name, version, run_id, artifact_id, note, labels, created_at from model_version ";
  private static final String ORDER = " order by name, version desc limit :limit";
  private static final int MOST_OF_ONE = 10_000;

  private final JdbcClient jdbc;
  private final ArtifactRepository artifacts;

  Catalogue(JdbcClient jdbc, ArtifactRepository artifacts) {
    this.jdbc = jdbc;
    this.artifacts = artifacts;
  }

  /** The versions of all models, by name and the newest first. */
  public List<Entry> all(int limit) {
    return entries(jdbc.sql(COLUMNS + ORDER).param("limit", limit));
  }

  /** The versions of one model, the newest first. */
  public List<Entry> of(String name) {
    return entries(
        jdbc.sql(COLUMNS + "where name = :name" + ORDER)
            .param("name", name)
            .param("limit", MOST_OF_ONE));
  }

  /** The versions that have the weights of a run. */
  public List<Entry> ofRun(String runId) {
    return entries(
        jdbc.sql(COLUMNS + "where run_id = :run" + ORDER)
            .param("run", runId)
            .param("limit", MOST_OF_ONE));
  }

  /** The version that an alias of a model points at. */
  public Optional<Entry> aliased(String name, String alias) {
    return of(name).stream().filter(entry -> entry.aliases().contains(alias)).findFirst();
  }

  private List<Entry> entries(JdbcClient.StatementSpec statement) {
    List<Entry> bare = statement.query((row, _) -> entry(row)).list();
    Map<Key, List<String>> aliases = aliases(bare.stream().map(Entry::name).distinct().toList());
    return bare.stream()
        .map(entry ->
            entry.withAliases(
                aliases.getOrDefault(new Key(entry.name(), entry.version()), List.of())))
        .toList();
  }

  private static Entry entry(ResultSet row) throws SQLException {
    return new Entry(
        row.getString("name"),
        row.getInt("version"),
        row.getString("run_id"),
        row.getString("artifact_id"),
        row.getString("note"),
        Labels.read(row.getString("labels")),
        List.of(),
        row.getObject("created_at", OffsetDateTime.class).toInstant());
  }

  private Map<Key, List<String>> aliases(Collection<String> names) {
    Map<Key, List<String>> aliases = new HashMap<>();
    if (!names.isEmpty()) {
      jdbc.sql("select name, version, alias from model_alias where name in (:names) order by alias")
          .param("names", names)
          .query(row -> {
            Key key = new Key(row.getString("name"), row.getInt("version"));
            aliases.computeIfAbsent(key, _ -> new ArrayList<>()).add(row.getString("alias"));
          });
    }
    return aliases;
  }

  /** Number of bytes of an artifact's weights. */
  public long weightsSize(String artifactId) {
    return jdbc.sql("select octet_length(weights) from artifact where id = ?")
        .param(artifactId)
        .query(Long.class)
        .single();
  }

  /** The weights of an artifact in the safetensors format, as they are stored. */
  public byte[] weights(String artifactId) {
    return artifacts.findById(artifactId).orElseThrow().weights;
  }

  /** Which version of which model. */
  private record Key(String name, int version) {}

  /**
   * One version.
   *
   * @param name the model
   * @param version its number
   * @param runId the run that trained it, null if it was imported
   * @param artifactId where weights and predictor are kept
   * @param note what users wrote about it
   * @param labels marks of the users
   * @param aliases names that point at it
   * @param createdAt when it was stored
   */
  public record Entry(
      String name,
      int version,
      @Nullable String runId,
      String artifactId,
      @Nullable String note,
      Map<String, String> labels,
      List<String> aliases,
      Instant createdAt) {

    private Entry withAliases(List<String> found) {
      return new Entry(name, version, runId, artifactId, note, labels, found, createdAt);
    }
  }
}
