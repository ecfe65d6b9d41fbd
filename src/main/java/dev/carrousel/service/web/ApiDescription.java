package dev.carrousel.service.web;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.json.JsonMapper;

/**
 * Completes the API description: what the service is, an example of each request and answer, the
 * problem that every operation may answer instead, and the headers that pollers heed. The examples
 * are real ones, kept as files named after their operations.
 */
@Configuration
class ApiDescription {

  private static final String JSON = "application/json";
  private static final String PROBLEM = "application/problem+json";
  private static final Header SECONDS =
      new Header().description("Seconds to wait").schema(new IntegerSchema());
  private static final Header TAG =
      new Header().description("Changes with the answer").schema(new StringSchema());

  @Bean
  OpenAPI carrouselApi() {
    Info info =
        new Info()
            .title("Carrousel")
            .version("v1")
            .description(
                "Trains and serves Long Short-Term Memory networks: the original of 1995 to 1997 and the layered one of today.");
    return new OpenAPI().info(info);
  }

  @Bean
  OpenApiCustomizer examplesAndProblems(JsonMapper json) {
    return api ->
        api.getPaths()
            .values()
            .forEach(path -> path.readOperations().forEach(operation -> complete(operation, json)));
  }

  private static void complete(Operation operation, JsonMapper json) {
    if (operation.getRequestBody() != null) {
      example(operation, "request", json)
          .ifPresent(example -> attach(operation.getRequestBody().getContent(), example));
    }
    ApiResponses responses = operation.getResponses();
    responses.forEach((status, response) -> {
      if (status.startsWith("2")) {
        example(operation, "response", json)
            .ifPresent(example -> attach(jsonOnly(response), example));
      }
    });
    MediaType problem = new MediaType().example(example("problem", json).orElseThrow());
    Content problems = new Content().addMediaType(PROBLEM, problem);
    responses.addApiResponse(
        "4XX", new ApiResponse().description("A problem (RFC 9457)").content(problems));
    responses.addApiResponse(
        "503",
        new ApiResponse()
            .description("The database or room on its disk is wanting for the moment: a problem")
            .content(problems));
    describePolling(operation);
  }

  /** What those meet who ask again and again, or wait for what was accepted. */
  private static void describePolling(Operation operation) {
    ApiResponses responses = operation.getResponses();
    if (reads(operation, HttpHeaders.IF_NONE_MATCH)) {
      responses.addApiResponse("304", new ApiResponse().description("Nothing has changed"));
    }
    responses.forEach((status, response) -> {
      boolean polled =
          status.equals("304") || (responses.containsKey("304") && status.equals("200"));
      if (polled) {
        response.addHeaderObject(HttpHeaders.ETAG, TAG);
      }
      if (polled || status.equals("202") || status.equals("503")) {
        response.addHeaderObject(HttpHeaders.RETRY_AFTER, SECONDS);
      }
    });
  }

  private static boolean reads(Operation operation, String header) {
    return operation.getParameters() != null
        && operation.getParameters().stream()
            .anyMatch(parameter -> parameter.getName().equalsIgnoreCase(header));
  }

  private static Content jsonOnly(ApiResponse response) {
    Content content = response.getContent() == null ? new Content() : response.getContent();
    MediaType any = content.remove("*/*");
    if (any != null) {
      content.addMediaType(JSON, any);
    }
    response.setContent(content);
    return content;
  }

  private static void attach(Content content, Object example) {
    MediaType media = content.get(JSON);
    if (media != null) {
      media.setExample(example);
    }
  }

  private static Optional<Object> example(Operation operation, String kind, JsonMapper json) {
    return example(operation.getOperationId() + "." + kind, json);
  }

  private static Optional<Object> example(String name, JsonMapper json) {
    ClassPathResource file = new ClassPathResource("openapi/%s.json".formatted(name));
    if (!file.exists()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          json.readValue(file.getContentAsString(StandardCharsets.UTF_8), Object.class));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
