package dev.carrousel.service.exchange;

import dev.carrousel.service.web.ProblemException;
import java.util.Arrays;
import java.util.Locale;
import org.springframework.http.MediaType;

/** The formats in which a model leaves. */
enum ExportFormat {
  /** A graph that answers by itself in any runtime of ONNX. */
  ONNX(MediaType.APPLICATION_OCTET_STREAM_VALUE),
  /** Weights under the names of PyTorch; what is needed to predict stands in the metadata. */
  SAFETENSORS(MediaType.APPLICATION_OCTET_STREAM_VALUE),
  /** Weights and what is needed to predict, for people to read too. */
  JSON(MediaType.APPLICATION_JSON_VALUE);

  private final String mediaType;

  ExportFormat(String mediaType) {
    this.mediaType = mediaType;
  }

  String mediaType() {
    return mediaType;
  }

  String ending() {
    return name().toLowerCase(Locale.ROOT);
  }

  static ExportFormat of(String name) {
    return Arrays.stream(values())
        .filter(format -> format.ending().equals(name))
        .findFirst()
        .orElseThrow(() ->
            ProblemException.invalid(
                "?format",
                "unknown_format",
                "The format must be onnx, safetensors or json, was %s.".formatted(name)));
  }
}
