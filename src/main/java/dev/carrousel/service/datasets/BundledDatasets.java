package dev.carrousel.service.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * Puts the real series that come with the service among the datasets; their licences stand in the
 * NOTICE beside the files.
 */
@Component
class BundledDatasets implements ApplicationRunner {

  private static final List<String> NAMES =
      List.of("co2-weekly", "sunspots-yearly", "seattle-weather", "seattle-temps", "us-births");

  private final Datasets datasets;
  private final DatasetsProperties limits;

  BundledDatasets(Datasets datasets, DatasetsProperties limits) {
    this.datasets = datasets;
    this.limits = limits;
  }

  @Override
  public void run(ApplicationArguments arguments) throws IOException {
    for (String name : NAMES) {
      if (datasets.find(name).isEmpty()) {
        store(name);
      }
    }
  }

  private void store(String name) throws IOException {
    try (InputStream in =
            new ClassPathResource("datasets/%s.csv".formatted(name)).getInputStream();
        Upload upload = Upload.receive(in, limits)) {
      datasets.store(name, true, upload);
    }
  }
}
