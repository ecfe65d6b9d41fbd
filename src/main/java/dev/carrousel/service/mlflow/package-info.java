/**
 * The ledger and the registry as MLflow's REST API 2.0 shows them, for its clients to read.
 *
 * <p>An experiment is what jobs are grouped under: their label {@code experiment}, else the
 * published experiment they repeat, else Default. Each run is an MLflow run; a job of several runs
 * is one too, and the parent of its runs. A run starts when it is submitted, so that the newest
 * come first. Its metrics are its series and the figures of its result, its parameters the
 * effective configuration. Points of series carry steps and no moments: their timestamp is that of
 * the latest report.
 *
 * <p>What would change something is answered NOT_IMPLEMENTED.
 */
@NullMarked
package dev.carrousel.service.mlflow;

import org.jspecify.annotations.NullMarked;
