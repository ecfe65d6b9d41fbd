package dev.carrousel.service.mlflow;

/** A request that cannot be served, as MLflow's clients are told. */
final class MlflowException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final ErrorCode code;

  MlflowException(ErrorCode code, String message) {
    super(message);
    this.code = code;
  }

  /** A parameter or member that does not make sense. */
  static MlflowException invalid(String message) {
    return new MlflowException(ErrorCode.INVALID_PARAMETER_VALUE, message);
  }

  static MlflowException notFound(String kind, String id) {
    return new MlflowException(
        ErrorCode.RESOURCE_DOES_NOT_EXIST, "There is no %s %s.".formatted(kind, id));
  }

  ErrorCode code() {
    return code;
  }

  String message() {
    return String.valueOf(getMessage());
  }
}
