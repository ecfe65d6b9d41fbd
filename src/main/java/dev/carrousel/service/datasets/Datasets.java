package dev.carrousel.service.datasets;

import dev.carrousel.lstm.sequence.Table;
import dev.carrousel.service.web.Page;
import dev.carrousel.service.web.ProblemException;
import dev.carrousel.service.web.SortableId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** The datasets: stored as tables or texts, described by their profile, read as tables. */
@Service
public class Datasets {

  private final DatasetRepository datasets;
  private final DatasetChunkRepository chunks;
  private final List<DatasetInUse> users;
  private final SortableId ids;
  private final Clock clock;
  private final JsonMapper json;

  Datasets(
      DatasetRepository datasets,
      DatasetChunkRepository chunks,
      List<DatasetInUse> users,
      SortableId ids,
      Clock clock,
      JsonMapper json) {
    this.datasets = datasets;
    this.chunks = chunks;
    this.users = users;
    this.ids = ids;
    this.clock = clock;
    this.json = json;
  }

  /**
   * Stores an upload under a name. The same file under the same name is the dataset that is already
   * there.
   */
  @Transactional
  Stored store(String name, boolean bundled, Upload upload) {
    Optional<DatasetEntity> existing = datasets.findByName(name);
    if (existing.isPresent()) {
      if (existing.get().digest.equals(upload.digest())) {
        return new Stored(view(existing.get()), false);
      }
      throw new ProblemException(
          HttpStatus.CONFLICT,
          "dataset_exists",
          "There is another dataset named %s. Choose another name or delete it first."
              .formatted(name));
    }
    DatasetEntity entity = entity(name, bundled, upload);
    datasets.saveAndFlush(entity);
    upload.forEachPiece((piece, index) -> chunks.saveAndFlush(chunk(entity.id, index, piece)));
    return new Stored(view(entity), true);
  }

  private DatasetEntity entity(String name, boolean bundled, Upload upload) {
    DatasetEntity entity = new DatasetEntity();
    entity.id = ids.next("ds");
    entity.name = name;
    entity.bundled = bundled;
    entity.digest = upload.digest();
    entity.byteCount = upload.bytes();
    entity.rowCount = upload.profile().rows();
    entity.csvFormat = json.writeValueAsString(upload.profile().format());
    entity.columns = json.writeValueAsString(upload.profile().columns());
    entity.warnings = json.writeValueAsString(upload.profile().warnings());
    entity.createdAt = clock.instant();
    return entity;
  }

  private static DatasetChunkEntity chunk(String datasetId, int index, byte[] piece) {
    return new DatasetChunkEntity(
        new DatasetChunkEntity.Key(datasetId, index), ChunkedContent.compress(piece));
  }

  /** The dataset with this identifier or name. */
  @Transactional(readOnly = true)
  public Optional<Dataset> find(String idOrName) {
    return entityOf(idOrName).map(this::view);
  }

  /** The dataset with this identifier or name, or a problem. */
  @Transactional(readOnly = true)
  public Dataset get(String idOrName) {
    return find(idOrName).orElseThrow(() -> ProblemException.notFound("dataset", idOrName));
  }

  @Transactional(readOnly = true)
  Page<Dataset> list(int limit, @Nullable String after) {
    List<DatasetEntity> found =
        datasets.findByIdGreaterThanOrderById(after == null ? "" : after, Limit.of(limit + 1));
    return Page.of(found.stream().map(this::view).toList(), limit, Dataset::id);
  }

  @Transactional
  void delete(String idOrName) {
    DatasetEntity entity =
        entityOf(idOrName).orElseThrow(() -> ProblemException.notFound("dataset", idOrName));
    if (users.stream().anyMatch(user -> user.isInUse(entity.id))) {
      throw new ProblemException(
          HttpStatus.CONFLICT,
          "dataset_in_use",
          "Dataset %s is read by a job that is not finished.".formatted(entity.name));
    }
    datasets.remove(entity.id);
  }

  /**
   * The rows of a dataset, a missing cell as NaN, with their moments where it has a time column.
   *
   * @throws IllegalArgumentException if the rows of a series are not in the order of time, or a
   *     column holds too many different values
   */
  public Table table(String id, ColumnChoice choice) {
    DatasetEntity entity = entityOf(id).orElseThrow(() -> ProblemException.notFound("dataset", id));
    CsvFormat format = json.readValue(entity.csvFormat, CsvFormat.class);
    String time = view(entity).timeColumn().map(ColumnProfile::name).orElse(null);
    TableReading reading = new TableReading(format, entity.rowCount, choice, time);
    forEachRow(entity.id, format, reading);
    return reading.table();
  }

  List<Map<String, @Nullable String>> preview(String idOrName, int rows) {
    DatasetEntity entity =
        entityOf(idOrName).orElseThrow(() -> ProblemException.notFound("dataset", idOrName));
    CsvFormat format = json.readValue(entity.csvFormat, CsvFormat.class);
    List<Map<String, @Nullable String>> preview = new ArrayList<>();
    forEachRow(
        entity.id,
        format,
        (row, fields) -> {
          Map<String, @Nullable String> values = new LinkedHashMap<>();
          for (int column = 0; column < fields.size(); column++) {
            values.put(
                format.columns().get(column),
                isMissing(format, fields.get(column)) ? null : fields.get(column));
          }
          preview.add(values);
          return preview.size() < rows;
        });
    return preview;
  }

  private static boolean isMissing(CsvFormat format, String cell) {
    return !format.isText() && CellValues.isMissing(cell);
  }

  private void forEachRow(String id, CsvFormat format, RowVisitor visitor) {
    try (InputStream content =
            ChunkedContent.read(index -> chunks.content(new DatasetChunkEntity.Key(id, index)));
        BufferedReader reader = CsvReading.open(content)) {
      if (format.isText()) {
        TextScan.rows(reader, visitor);
      } else {
        CsvReading.rows(reader, format, visitor);
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private Optional<DatasetEntity> entityOf(String idOrName) {
    return datasets.findById(idOrName).or(() -> datasets.findByName(idOrName));
  }

  private Dataset view(DatasetEntity entity) {
    return new Dataset(
        entity.id,
        entity.name,
        entity.bundled,
        entity.digest,
        entity.byteCount,
        entity.rowCount,
        List.of(json.readValue(entity.columns, ColumnProfile[].class)),
        List.of(json.readValue(entity.warnings, String[].class)),
        entity.createdAt);
  }

  /** A dataset that was asked to be stored, and whether it is new. */
  record Stored(Dataset dataset, boolean created) {}
}
