package dev.carrousel.service.training;

import dev.carrousel.service.datasets.DatasetInUse;
import dev.carrousel.service.jobs.Jobs;
import org.springframework.stereotype.Component;

/** Keeps the data of unfinished jobs from being deleted. */
@Component
class UnfinishedJobs implements DatasetInUse {

  private final Jobs jobs;

  UnfinishedJobs(Jobs jobs) {
    this.jobs = jobs;
  }

  @Override
  public boolean isInUse(String datasetId) {
    return jobs.isReading(datasetId);
  }
}
