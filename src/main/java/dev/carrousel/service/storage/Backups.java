package dev.carrousel.service.storage;

import dev.carrousel.service.web.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Copies the embedded database while it is at work. */
@Tag(name = "operations")
@RestController
@RequestMapping("/api/v1/backups")
class Backups {

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);

  private final JdbcClient jdbc;
  private final StorageProperties properties;
  private final Environment environment;
  private final Clock clock;

  Backups(JdbcClient jdbc, StorageProperties properties, Environment environment, Clock clock) {
    this.jdbc = jdbc;
    this.properties = properties;
    this.environment = environment;
    this.clock = clock;
  }

  @Operation(
      operationId = "createBackup",
      summary = "Copy the embedded database while the service works",
      description =
          "Writes a zip with the database file into the folder backups beside it. To restore, unpack it into an empty"
              + " data folder. PostgreSQL has its own tools.")
  @ApiResponse(responseCode = "201", description = "The copy")
  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  Backup create() {
    if (!"h2".equals(environment.getProperty("carrousel.database.kind"))) {
      throw new ProblemException(
          HttpStatus.CONFLICT,
          "not_embedded",
          "The database is not embedded; back it up with its own tools.");
    }
    Instant now = clock.instant();
    Path file = properties.backups().resolve("carrousel-%s.zip".formatted(STAMP.format(now)));
    try {
      Files.createDirectories(properties.backups());
      jdbc.sql("backup to '%s'".formatted(file.toString().replace("'", "''"))).update();
      return new Backup(file.getFileName().toString(), Files.size(file), now);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /**
   * A copy of the database.
   *
   * @param file its name in the folder backups of the data folder
   * @param bytes its size
   * @param createdAt when it was made
   */
  record Backup(String file, long bytes, Instant createdAt) {}
}
