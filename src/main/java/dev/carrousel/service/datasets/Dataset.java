package dev.carrousel.service.datasets;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A dataset as clients and the other features see it.
 *
 * @param id opaque identifier
 * @param name unique name, as good as the identifier wherever one is asked for
 * @param bundled whether it came with the service
 * @param digest SHA-256 of the file as it was uploaded
 * @param bytes size of the file
 * @param rows number of rows
 * @param columns its columns
 * @param warnings what its owner may not have meant
 * @param createdAt when it was uploaded
 */
public record Dataset(
    @Schema(example = "ds_01kb3c8r5wq4m2x7e9t1v6n0ab") String id,
    @Schema(example = "co2-weekly") String name,
    boolean bundled,
    String digest,
    @Schema(example = "36854") long bytes,
    @Schema(example = "2284") int rows,
    List<ColumnProfile> columns,
    List<String> warnings,
    Instant createdAt) {

  /** The column that orders the rows, if there is one. */
  @JsonIgnore
  public Optional<ColumnProfile> timeColumn() {
    return columns.stream().filter(column -> column.type() == ColumnType.TIME).findFirst();
  }

  /** The column of this name, if there is one. */
  public Optional<ColumnProfile> column(String wanted) {
    return columns.stream().filter(column -> column.name().equals(wanted)).findFirst();
  }

  /** Names of the columns that hold numbers. */
  @JsonIgnore
  public List<String> numberColumns() {
    return columns.stream()
        .filter(column -> column.type() == ColumnType.NUMBER)
        .map(ColumnProfile::name)
        .toList();
  }
}
