package dev.carrousel.service.mlflow;

/** Where the artifacts of a run are: below its experiment and its id. */
record ArtifactPath(String runId, String file) {

  /** What there is of a run that succeeded. */
  static final String WEIGHTS = "weights.safetensors";

  private static final String FOLDER = "artifacts";

  static String of(String experimentId, String runId) {
    return "%s/%s/%s".formatted(experimentId, runId, FOLDER);
  }

  /** Takes a path apart; the file is empty for the folder itself. */
  static ArtifactPath parse(String path) {
    String[] parts = path.split("/", -1);
    boolean known = (parts.length == 3 || parts.length == 4) && parts[2].equals(FOLDER);
    if (!known) {
      throw MlflowException.notFound("artifact", path);
    }
    return new ArtifactPath(parts[1], parts.length == 4 ? parts[3] : "");
  }
}
