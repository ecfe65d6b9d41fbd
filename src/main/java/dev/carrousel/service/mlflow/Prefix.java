package dev.carrousel.service.mlflow;

/** Where MLflow's clients and its web page look for the API. */
final class Prefix {

  static final String API = "/api/2.0/mlflow";
  static final String UI = "/ajax-api/2.0/mlflow";
  static final String ARTIFACTS = "/api/2.0/mlflow-artifacts";
  static final String UI_ARTIFACTS = "/ajax-api/2.0/mlflow-artifacts";

  private Prefix() {}
}
