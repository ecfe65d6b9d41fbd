package dev.carrousel.service.exchange;

import dev.carrousel.service.models.ModelVersion.Imported;
import dev.carrousel.service.models.Safetensors;
import dev.carrousel.service.web.Sha256;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads models from safetensors files. */
final class SafetensorsModel {

  /** Where the metadata says what is needed to predict. */
  static final String PREDICTOR = "carrousel.predictor";

  private static final int LONGEST_TEXT = 200;

  private SafetensorsModel() {}

  /**
   * Reads a file.
   *
   * @param description the predictor, if the file's metadata does not tell it
   */
  static ReceivedModel read(byte[] file, @Nullable JsonNode description, JsonMapper json) {
    Safetensors.Content content;
    try {
      content = Safetensors.open(file);
    } catch (IllegalArgumentException broken) {
      throw BrokenFile.because(broken);
    }
    Map<String, String> metadata = content.metadata();
    return new ReceivedModel(
        new Imported(
            "safetensors",
            Sha256.of(file),
            text(metadata, "model"),
            number(text(metadata, "version")),
            text(metadata, "weightsDigest"),
            text(metadata, "runId")),
        description == null ? predictor(metadata.get(PREDICTOR), json) : description,
        content.tensors());
  }

  private static JsonNode predictor(@Nullable String text, JsonMapper json) {
    if (text == null) {
      throw BrokenFile.because(
          "the file must say what its weights are for, in its metadata under "
              + PREDICTOR
              + " or in a part named description beside it; it does not");
    }
    try {
      return json.readTree(text);
    } catch (JacksonException broken) {
      throw BrokenFile.notJson("the text under " + PREDICTOR, broken);
    }
  }

  private static @Nullable String text(Map<String, String> metadata, String key) {
    String text = metadata.get("carrousel." + key);
    return text == null || text.length() > LONGEST_TEXT ? null : text;
  }

  private static @Nullable Integer number(@Nullable String text) {
    return text != null && text.matches("[0-9]{1,9}") ? Integer.valueOf(text) : null;
  }
}
