package dev.carrousel.service.mlflow;

import dev.carrousel.service.jobs.LedgerEntry;
import dev.carrousel.service.models.Catalogue;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What runs left behind: the weights of those that succeeded. */
@Hidden
@RestController
class ArtifactsController {

  private final RunSearch runs;
  private final Catalogue catalogue;

  ArtifactsController(RunSearch runs, Catalogue catalogue) {
    this.runs = runs;
    this.catalogue = catalogue;
  }

  @GetMapping({Prefix.API + "/artifacts/list", Prefix.UI + "/artifacts/list"})
  Listing list(Arguments arguments) {
    String id = arguments.find("run_id").orElseGet(() -> arguments.text("run_uuid"));
    SearchedRun run = runs.get(id);
    boolean folder = arguments.find("path").isEmpty();
    return new Listing(run.artifactUri(), folder ? files(id) : List.of());
  }

  @GetMapping({Prefix.ARTIFACTS + "/artifacts", Prefix.UI_ARTIFACTS + "/artifacts"})
  Listing proxied(Arguments arguments) {
    ArtifactPath path = ArtifactPath.parse(arguments.text("path"));
    return new Listing(null, path.file().isEmpty() ? files(path.runId()) : List.of());
  }

  @GetMapping({Prefix.ARTIFACTS + "/artifacts/{*path}", Prefix.UI_ARTIFACTS + "/artifacts/{*path}"})
  ResponseEntity<byte[]> download(@PathVariable String path) {
    ArtifactPath wanted = ArtifactPath.parse(path.substring(1));
    return artifact(wanted.runId())
        .filter(_ -> wanted.file().equals(ArtifactPath.WEIGHTS))
        .map(artifact ->
            ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .body(catalogue.weights(artifact)))
        .orElseThrow(() -> MlflowException.notFound("artifact", path.substring(1)));
  }

  private List<File> files(String runId) {
    return artifact(runId)
        .map(id -> new File(ArtifactPath.WEIGHTS, false, catalogue.weightsSize(id)))
        .stream()
        .toList();
  }

  /** A run that was deleted lives on in the versions that have its weights. */
  private Optional<String> artifact(String runId) {
    return catalogue.ofRun(runId).stream()
        .map(Catalogue.Entry::artifactId)
        .findFirst()
        .or(() ->
            Optional.ofNullable(runs.get(runId).entry().trial())
                .map(LedgerEntry.Trial::artifactId));
  }

  /** The files of a run. */
  @Wire
  record Listing(@Nullable String rootUri, List<File> files) {}

  /** One file. */
  @Wire
  record File(String path, boolean isDir, long fileSize) {}
}
