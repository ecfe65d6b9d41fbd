package dev.carrousel.service.exchange;

import dev.carrousel.service.jobs.Job;
import dev.carrousel.service.jobs.Jobs;
import dev.carrousel.service.models.ModelVersion;
import dev.carrousel.service.models.Models;
import dev.carrousel.service.models.Safetensors;
import dev.carrousel.service.onnx.OnnxModel;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/** Writes models as files. */
@Service
class Exports {

  private final Models models;
  private final Jobs jobs;
  private final JsonMapper json;

  Exports(Models models, Jobs jobs, JsonMapper json) {
    this.models = models;
    this.jobs = jobs;
    this.json = json;
  }

  ModelFile export(String reference, ExportFormat format) {
    ModelVersion version = models.get(reference);
    Models.Loaded model = models.load(version.name() + ":" + version.version());
    Origin origin =
        Origin.of(
            version,
            Optional.ofNullable(version.jobId())
                .flatMap(jobs::find)
                .map(Job::configuration)
                .orElse(null));
    String base = version.name() + "-" + version.version();
    return new ModelFile(
        base + "." + format.ending(),
        format.mediaType(),
        "%s-%s".formatted(base, version.weightsDigest()),
        content(model, format, origin));
  }

  private byte[] content(Models.Loaded model, ExportFormat format, Origin origin) {
    return switch (format) {
      case ONNX -> OnnxModel.of(model.artifact(), origin.texts());
      case SAFETENSORS -> {
        Map<String, String> metadata = new TreeMap<>(origin.texts());
        metadata.put(
            SafetensorsModel.PREDICTOR, json.writeValueAsString(model.artifact().predictor()));
        yield Safetensors.write(new Safetensors.Content(model.artifact().weights(), metadata));
      }
      case JSON ->
          JsonModel.write(
              origin,
              json.valueToTree(model.artifact().predictor()),
              model.artifact().weights(),
              json);
    };
  }
}
