package dev.carrousel.service.exchange;

import dev.carrousel.lstm.learner.Tensor;
import dev.carrousel.lstm.learner.Tensors;
import dev.carrousel.service.models.ModelVersion.Imported;
import dev.carrousel.service.web.Sha256;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Models as JSON, in version 1 of a format of our own: {@code {"format": "carrousel", "version": 1,
 * "origin": {...}, "predictor": {...}, "weights": [{"name", "dtype", "shape", "values"}]}}. Numbers
 * are written with as many digits as it takes to read the same bits again.
 */
final class JsonModel {

  private static final String FORMAT = "carrousel";
  private static final int VERSION = 1;
  private static final int LONGEST_TEXT = 200;
  private static final JsonMapper READING =
      new JsonMapper(
          JsonFactory.builder()
              .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
              .streamReadConstraints(
                  StreamReadConstraints.builder()
                      .maxNestingDepth(50)
                      .maxStringLength(100_000)
                      .maxNumberLength(64)
                      .maxNameLength(LONGEST_TEXT)
                      .build())
              .build());

  private final JsonParser parser;
  private @Nullable JsonNode origin;
  private @Nullable JsonNode predictor;
  private @Nullable Tensors weights;

  private JsonModel(JsonParser parser) {
    this.parser = parser;
  }

  static byte[] write(Origin origin, JsonNode predictor, Tensors weights, JsonMapper json) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator to = json.createGenerator(out)) {
      to.writeStartObject();
      to.writeStringProperty("format", FORMAT);
      to.writeNumberProperty("version", VERSION);
      to.writePOJOProperty("origin", origin);
      to.writePOJOProperty("predictor", predictor);
      to.writeArrayPropertyStart("weights");
      for (Tensor tensor : weights) {
        JsonTensor.write(tensor, to);
      }
      to.writeEndArray();
      to.writeEndObject();
    }
    return out.toByteArray();
  }

  static ReceivedModel read(byte[] file) {
    try (JsonParser parser = READING.createParser(file)) {
      JsonModel model = new JsonModel(parser);
      model.readAll();
      return model.received(file);
    } catch (JacksonException broken) {
      throw BrokenFile.notJson("the file", broken);
    }
  }

  private void readAll() {
    JsonTensor.expect(
        parser.nextToken() == JsonToken.START_OBJECT, "the file must be a JSON object");
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "format" -> expect(name, FORMAT, parser.getString());
        case "version" -> expect(name, String.valueOf(VERSION), parser.getString());
        case "origin" -> origin = parser.readValueAsTree();
        case "predictor" -> predictor = parser.readValueAsTree();
        case "weights" -> weights = weights();
        default ->
            throw BrokenFile.because(
                "the file has a field %s that it must not have".formatted(name));
      }
    }
    JsonTensor.expect(parser.nextToken() == null, "the file must end after the object");
  }

  private static void expect(String field, String expected, @Nullable String found) {
    JsonTensor.expect(
        expected.equals(found),
        "the field %s must be %s, was %s".formatted(field, expected, found));
  }

  private Tensors weights() {
    JsonTensor.expect(parser.currentToken() == JsonToken.START_ARRAY, "weights must be a list");
    List<Tensor> tensors = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      tensors.add(JsonTensor.read(parser));
    }
    try {
      return new Tensors(tensors);
    } catch (IllegalArgumentException twice) {
      throw BrokenFile.because(twice);
    }
  }

  private ReceivedModel received(byte[] file) {
    if (predictor == null || weights == null) {
      throw BrokenFile.because("the file must have the fields predictor and weights");
    }
    Imported imported =
        new Imported(
            "json", Sha256.of(file), text("model"), number(), text("weightsDigest"), text("runId"));
    return new ReceivedModel(imported, predictor, weights);
  }

  private @Nullable String text(String field) {
    JsonNode text = origin == null ? null : origin.get(field);
    return text == null || !text.isString() || text.stringValue().length() > LONGEST_TEXT
        ? null
        : text.stringValue();
  }

  private @Nullable Integer number() {
    JsonNode number = origin == null ? null : origin.get("version");
    return number == null || !number.canConvertToInt() ? null : number.intValue();
  }
}
