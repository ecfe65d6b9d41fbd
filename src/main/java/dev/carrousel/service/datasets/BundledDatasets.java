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

  private static final List<String> FILES =
      List.of(
          "co2-weekly.csv",
          "sunspots-yearly.csv",
          "seattle-weather.csv",
          "seattle-temps.csv",
          "us-births.csv",
          "sensor-anomalies.csv",
          "moby-dick.txt");

  private final Datasets datasets;
  private final DatasetsProperties limits;

  BundledDatasets(Datasets datasets, DatasetsProperties limits) {
    this.datasets = datasets;
    this.limits = limits;
  }

  @Override
  public void run(ApplicationArguments arguments) throws IOException {
    for (String file : FILES) {
      String name = file.substring(0, file.lastIndexOf('.'));
      if (datasets.find(name).isEmpty()) {
        store(name, file);
      }
    }
  }

  private void store(String name, String file) throws IOException {
    try (InputStream in = new ClassPathResource("datasets/" + file).getInputStream();
        Upload upload =
            Upload.receive(in, ContentKind.ofFileName(file), UploadOptions.NONE, limits)) {
      datasets.store(name, true, upload);
    }
  }
}
