package dev.carrousel.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** A client as a user would write one. */
final class Client {

  /** Of a job: a task that nothing is learned of, for as long as nobody stops it. */
  static final String ENDLESS =
      """
      "data":{"task":"latch"},"training":{"learningRate":1e-9,"stop":{"maxSequences":1000000000}}
      """;

  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
  private final String base;

  Client(int port) {
    this.base = "http://127.0.0.1:%d".formatted(port);
  }

  Answer get(String path) {
    return send(HttpRequest.newBuilder(uri(path)).GET());
  }

  Answer get(String path, String header, String value) {
    return send(HttpRequest.newBuilder(uri(path)).header(header, value).GET());
  }

  /** The bytes of a file. */
  byte[] download(String path) {
    try {
      HttpResponse<byte[]> response =
          http.send(HttpRequest.newBuilder(uri(path)).GET().build(), BodyHandlers.ofByteArray());
      assertThat(response.statusCode())
          .as(new String(response.body(), StandardCharsets.ISO_8859_1))
          .isEqualTo(200);
      return response.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  Answer patch(String path, String json, String... headers) {
    return send(
        with(headers, HttpRequest.newBuilder(uri(path)))
            .header("Content-Type", "application/json")
            .method("PATCH", BodyPublishers.ofString(json)));
  }

  Answer put(String path, String json) {
    return send(
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(json)));
  }

  /** The lines of a stream, until the server or the caller ends it. */
  Stream<String> lines(String path, String... headers) {
    try {
      HttpRequest.Builder request =
          with(headers, HttpRequest.newBuilder(uri(path)))
              .header("Accept", "text/event-stream")
              .GET();
      return http.send(request.build(), BodyHandlers.ofLines()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  Answer delete(String path, String... headers) {
    return send(with(headers, HttpRequest.newBuilder(uri(path))).DELETE());
  }

  private static HttpRequest.Builder with(String[] headers, HttpRequest.Builder request) {
    return headers.length == 0 ? request : request.headers(headers);
  }

  Answer post(String path, String json) {
    return post(path, "application/json", json.getBytes(StandardCharsets.UTF_8));
  }

  Answer postCsv(String path, String csv) {
    return post(path, "text/csv", csv.getBytes(StandardCharsets.UTF_8));
  }

  Answer post(String path, String contentType, byte[] body) {
    return send(request(path, contentType, BodyPublishers.ofByteArray(body)));
  }

  HttpRequest.Builder request(String path, String contentType, BodyPublisher body) {
    return HttpRequest.newBuilder(uri(path)).header("Content-Type", contentType).POST(body);
  }

  /** The answer to a request that no client library would send, headers included. */
  String sendRaw(String request) {
    URI base = uri("/");
    try (Socket socket = new Socket(base.getHost(), base.getPort())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          http.send(request.timeout(Duration.ofSeconds(60)).build(), BodyHandlers.ofString());
      String type = response.headers().firstValue("Content-Type").orElse("");
      JsonNode body =
          type.contains("json") ? JSON.readTree(response.body()) : MissingNode.getInstance();
      return new Answer(
          response.statusCode(),
          type,
          response.headers().firstValue("Location").orElse(""),
          response.headers().firstValue("Retry-After").orElse(""),
          response.headers().firstValue("ETag").orElse(""),
          response.headers().firstValue("Link").orElse(""),
          body,
          response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Runs a job, which must succeed, and answers what became of it. */
  JsonNode train(String job) {
    JsonNode ended = awaitEnd(submit(job));
    assertThat(ended.path("status").asString()).as(ended.toString()).isEqualTo("succeeded");
    return ended;
  }

  /** Trains a model on some data. */
  void train(String model, String data, String rest) {
    train("{\"model\":\"%s\",\"data\":%s,%s}".formatted(model, data, rest));
  }

  /** Trains a small model on a data set for two epochs. */
  void learn(String model, String dataset, String data) {
    train(
        """
        {"model":"%s","data":{"dataset":"%s",%s},
         "network":{"type":"lstm","layers":[5]},"training":{"epochs":2}}
        """
            .formatted(model, dataset, data));
  }

  String submitEndless(int seed, int trials) {
    return submit("{\"seed\":%d,\"trials\":%d,%s}".formatted(seed, trials, ENDLESS));
  }

  String submitEndless(int seed) {
    return submitEndless(seed, 1);
  }

  /** The status that a command is answered with. */
  int command(String job, String command) {
    return post("/api/v1/jobs/" + job + "/" + command, "").status();
  }

  /** What a job would do. */
  JsonNode plan(String json) {
    return post("/api/v1/jobs/validate", json).body();
  }

  /** The first run of a job. */
  JsonNode run(String job) {
    return get("/api/v1/jobs/" + job + "/runs").body().path("data").path(0);
  }

  /** The checkpoints of the first run of a job, the latest first. */
  JsonNode checkpoints(String job) {
    String run = run(job).path("id").asString();
    return get("/api/v1/jobs/%s/runs/%s/checkpoints".formatted(job, run)).body().path("data");
  }

  /** Polls a job until it has ended. */
  JsonNode awaitEnd(String job) {
    return await(job, body -> body.path("finishedAt").isString());
  }

  /** Cancels what has not ended, and waits until it has. */
  void cancelAll() {
    for (JsonNode job : get("/api/v1/jobs?limit=200").body().path("data")) {
      if (!job.path("finishedAt").isString()) {
        cancel(job.path("id").asString());
      }
    }
  }

  /** Cancels a job and waits until it has ended. */
  void cancel(String job) {
    post("/api/v1/jobs/" + job + "/cancel", "");
    awaitEnd(job);
  }

  /** Polls a job until something holds. */
  JsonNode await(String job, Predicate<JsonNode> condition) {
    Instant end = Instant.now().plus(PATIENCE);
    JsonNode body = get("/api/v1/jobs/" + job).body();
    while (!condition.test(body)) {
      assertThat(Instant.now()).as("waiting for job %s: %s", job, body).isBefore(end);
      pause();
      body = get("/api/v1/jobs/" + job).body();
    }
    return body;
  }

  /** Asks until the service is ready again. */
  void awaitReady() {
    Instant end = Instant.now().plus(PATIENCE);
    while (get("/readyz").status() != 200) {
      assertThat(Instant.now()).as("waiting for the service to be ready").isBefore(end);
      pause();
    }
  }

  String submit(String json) {
    return submit("/api/v1/jobs", json);
  }

  /** Submits a job, which must be accepted, to a row of a paper for example. */
  String submit(String path, String json) {
    Answer answer = post(path, json);
    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    return answer.body().path("id").asString();
  }

  private URI uri(String path) {
    return URI.create(base + path);
  }

  private static void pause() {
    try {
      Thread.sleep(Duration.ofMillis(100));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What came back. */
  record Answer(
      int status,
      String contentType,
      String location,
      String retryAfter,
      String etag,
      String link,
      JsonNode body,
      String text) {}
}
