package dev.carrousel.service.exchange;

import dev.carrousel.service.models.ModelVersion;
import dev.carrousel.service.web.ProblemException;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.Pattern;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The endpoints by which models leave and come. */
@Tag(name = "models")
@RestController
@RequestMapping("/api/v1/models/{model}")
@EnableConfigurationProperties(ExchangeProperties.class)
class ExchangeController {

  private static final String SAFETENSORS = "safetensors";
  private static final String FORMATS =
      "onnx answers by itself in any runtime of ONNX, from columns and symbols in your own units and names; safetensors holds the weights under PyTorch's names; json the same for people to read. The last two are taken back by import.";
  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}";
  private static final String NAME_MESSAGE =
      "must be 1 to 100 letters, digits, dots, dashes or underscores and begin with a letter or digit";

  private final Exports exports;
  private final Imports imports;
  private final JsonMapper json;
  private final long maxSize;

  ExchangeController(
      Exports exports, Imports imports, JsonMapper json, ExchangeProperties properties) {
    this.exports = exports;
    this.imports = imports;
    this.json = json;
    this.maxSize = properties.maxSize().toBytes();
  }

  @Operation(
      operationId = "exportModel",
      summary = "Export a model: name, name:version or name@alias",
      description = FORMATS)
  @ApiResponse(
      responseCode = "200",
      description = "The file",
      content = @Content(mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE))
  @GetMapping("/export")
  ResponseEntity<byte[]> export(
      @PathVariable String model,
      @Parameter(description = "onnx, safetensors or json")
          @RequestParam(defaultValue = SAFETENSORS)
          String format) {
    return answer(exports.export(model, ExportFormat.of(format)));
  }

  @Operation(
      operationId = "exportModelVersion",
      summary = "Export one version of a model",
      description = FORMATS)
  @ApiResponse(
      responseCode = "200",
      description = "The file",
      content = @Content(mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE))
  @GetMapping("/versions/{version}/export")
  ResponseEntity<byte[]> exportVersion(
      @PathVariable String model,
      @PathVariable int version,
      @Parameter(description = "onnx, safetensors or json")
          @RequestParam(defaultValue = SAFETENSORS)
          String format) {
    return answer(exports.export(model + ":" + version, ExportFormat.of(format)));
  }

  private static ResponseEntity<byte[]> answer(ModelFile file) {
    return ResponseEntity.ok()
        .header(
            HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"%s\"".formatted(file.name()))
        .header(HttpHeaders.CONTENT_TYPE, file.mediaType())
        .eTag('"' + file.tag() + '"')
        .body(file.content());
  }

  @Operation(
      operationId = "importModel",
      summary = "Make a file the next version of a model",
      description =
          "Takes what export gives as json or safetensors. Safetensors from elsewhere need a part named description beside them: what json has under predictor.")
  @RequestBody(
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
            schema = @Schema(type = "string", format = "binary")),
        @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(type = "object")),
        @Content(
            mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
            schema = @Schema(implementation = Form.class))
      })
  @ApiResponse(responseCode = "201", description = "The new version")
  @PostMapping(
      value = "/versions",
      consumes = {MediaType.APPLICATION_OCTET_STREAM_VALUE, MediaType.APPLICATION_JSON_VALUE})
  ResponseEntity<ModelVersion> receive(
      @PathVariable @Pattern(regexp = NAME, message = NAME_MESSAGE) String model,
      HttpServletRequest request)
      throws IOException {
    byte[] file = bytes(request.getInputStream());
    boolean isJson =
        MediaType.APPLICATION_JSON.isCompatibleWith(
            MediaType.parseMediaType(String.valueOf(request.getContentType())));
    return publish(model, isJson ? JsonModel.read(file) : SafetensorsModel.read(file, null, json));
  }

  @Hidden
  @PostMapping(value = "/versions", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  ResponseEntity<ModelVersion> receiveForm(
      @PathVariable @Pattern(regexp = NAME, message = NAME_MESSAGE) String model,
      @RequestPart MultipartFile file,
      @RequestPart(required = false) @Nullable JsonNode description)
      throws IOException {
    byte[] content = bytes(file.getInputStream());
    boolean isJson = String.valueOf(file.getOriginalFilename()).endsWith(".json");
    return publish(
        model,
        isJson ? JsonModel.read(content) : SafetensorsModel.read(content, description, json));
  }

  private ResponseEntity<ModelVersion> publish(String model, ReceivedModel received) {
    ModelVersion version = imports.publish(model, received);
    URI location =
        URI.create("/api/v1/models/%s/versions/%d".formatted(version.name(), version.version()));
    return ResponseEntity.created(location).body(version);
  }

  private byte[] bytes(InputStream in) throws IOException {
    try (in) {
      byte[] bytes = in.readNBytes(Math.toIntExact(maxSize) + 1);
      if (bytes.length > maxSize) {
        throw new ProblemException(
            HttpStatus.CONTENT_TOO_LARGE,
            "file_too_large",
            "The file must have at most %d bytes.".formatted(maxSize));
      }
      return bytes;
    }
  }

  /** The form in which a browser sends a file. */
  record Form(
      @Schema(format = "binary", type = "string") String file,
      @Schema(type = "object") @Nullable JsonNode description) {}
}
