package dev.carrousel.service.datasets;

import dev.carrousel.service.web.Page;
import dev.carrousel.service.web.ProblemException;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** The endpoints of the datasets. */
@Tag(name = "datasets")
@RestController
@RequestMapping("/api/v1/datasets")
class DatasetsController {

  private static final String CSV = "text/csv";
  private static final String NDJSON = "application/x-ndjson";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  private static final Pattern PACKED = Pattern.compile("\\.gz$", Pattern.CASE_INSENSITIVE);

  private final Datasets datasets;
  private final DatasetsProperties limits;

  DatasetsController(Datasets datasets, DatasetsProperties limits) {
    this.datasets = datasets;
    this.limits = limits;
  }

  @Operation(
      operationId = "uploadDataset",
      summary = "Upload a table or a text",
      description =
          "UTF-8, rows in the order of time. A table is CSV, a list of flat JSON objects, or one such object per line (NDJSON); a text is read character by character. The separator, a header line and the types of the columns are found by looking, unless the parameters say more. In a file of one column an empty line between others is a row without a value. The content may be packed by gzip.")
  @RequestBody(
      content = {
        @Content(
            mediaType = CSV,
            schema = @Schema(type = "string"),
            examples = @ExampleObject("day,load\n2020-01-01,101.5\n2020-01-02,103.25\n")),
        @Content(
            mediaType = NDJSON,
            schema = @Schema(type = "string"),
            examples = @ExampleObject("{\"day\":\"2020-01-01\",\"load\":101.5}\n")),
        @Content(
            mediaType = MediaType.APPLICATION_JSON_VALUE,
            schema = @Schema(type = "array", implementation = Object.class)),
        @Content(
            mediaType = MediaType.TEXT_PLAIN_VALUE,
            schema = @Schema(type = "string"),
            examples = @ExampleObject("Call me Ishmael.")),
        @Content(
            mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
            schema = @Schema(implementation = Form.class))
      })
  @ApiResponse(
      responseCode = "201",
      description = "The new dataset; 200 if the same file was there under this name")
  @PostMapping(
      consumes = {CSV, NDJSON, MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_PLAIN_VALUE})
  ResponseEntity<Dataset> upload(
      @RequestParam String name,
      @Parameter(description = "comma, semicolon, tab, pipe, space or one other sign")
          @RequestParam(required = false)
          @Nullable String delimiter,
      @Parameter(description = "whether the first line names the columns")
          @RequestParam(required = false)
          @Nullable Boolean header,
      @Parameter(description = "columns that hold texts even if they look like numbers")
          @RequestParam(required = false)
          @Nullable Set<String> text,
      @Parameter(description = "day-first or month-first, for dates with slashes")
          @RequestParam(required = false)
          @Nullable String dates,
      HttpServletRequest request)
      throws IOException {
    UploadOptions options = UploadOptions.of(delimiter, header, text, dates);
    ContentKind kind = ContentKind.ofMediaType(String.valueOf(request.getContentType()));
    InputStream content =
        Unpacking.of(request.getInputStream(), request.getHeader("Content-Encoding"));
    return store(name, content, kind, options);
  }

  @Hidden
  @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  ResponseEntity<Dataset> uploadForm(
      @RequestParam(required = false) @Nullable String name,
      @RequestParam(required = false) @Nullable String delimiter,
      @RequestParam(required = false) @Nullable Boolean header,
      @RequestParam(required = false) @Nullable Set<String> text,
      @RequestParam(required = false) @Nullable String dates,
      @RequestPart MultipartFile file)
      throws IOException {
    String original = PACKED.matcher(String.valueOf(file.getOriginalFilename())).replaceFirst("");
    return store(
        name == null ? original.replaceFirst("\\.[^.]*$", "") : name,
        Unpacking.of(file.getInputStream()),
        ContentKind.ofFileName(original),
        UploadOptions.of(delimiter, header, text, dates));
  }

  private ResponseEntity<Dataset> store(
      String name, InputStream in, ContentKind kind, UploadOptions options) throws IOException {
    if (!NAME.matcher(name).matches() || name.startsWith("ds_")) {
      throw ProblemException.invalid(
          "?name",
          "invalid",
          "The name must be 1 to 100 letters, digits, dots, dashes or underscores, beginning with a letter or digit and not with ds_.");
    }
    try (in;
        Upload upload = Upload.receive(in, kind, options, limits)) {
      Datasets.Stored stored = datasets.store(name, false, upload);
      URI location = URI.create("/api/v1/datasets/" + stored.dataset().id());
      return (stored.created()
              ? ResponseEntity.created(location)
              : ResponseEntity.ok().location(location))
          .body(stored.dataset());
    }
  }

  @Operation(operationId = "listDatasets", summary = "List the datasets, oldest first")
  @GetMapping
  Page<Dataset> list(
      @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
      @RequestParam(required = false) @Nullable String after) {
    return datasets.list(limit, after);
  }

  @Operation(operationId = "getDataset", summary = "Show a dataset and the profile of its columns")
  @GetMapping("/{dataset}")
  Dataset get(@PathVariable String dataset) {
    return datasets.get(dataset);
  }

  @Operation(operationId = "previewDataset", summary = "Show the first rows of a dataset")
  @GetMapping("/{dataset}/preview")
  Preview preview(
      @PathVariable String dataset,
      @RequestParam(defaultValue = "20") @Min(1) @Max(1000) int rows) {
    return new Preview(datasets.preview(dataset, rows));
  }

  @Operation(
      operationId = "deleteDataset",
      summary = "Delete a dataset that no unfinished job reads")
  @ApiResponse(responseCode = "204", description = "It is gone")
  @DeleteMapping("/{dataset}")
  ResponseEntity<Void> delete(@PathVariable String dataset) {
    datasets.delete(dataset);
    return ResponseEntity.noContent().build();
  }

  /** The form in which a browser sends a file. */
  record Form(@Schema(format = "binary", type = "string") String file, @Nullable String name) {}

  /**
   * The first rows, each a map from column name to the text in the file, null where it is missing.
   */
  record Preview(List<Map<String, @Nullable String>> rows) {}
}
