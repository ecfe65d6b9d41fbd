package dev.carrousel.service.datasets;

/** Asked by the datasets before one is deleted, answered by whoever still needs it. */
public interface DatasetInUse {

  /** Whether unfinished work reads this dataset. */
  boolean isInUse(String datasetId);
}
