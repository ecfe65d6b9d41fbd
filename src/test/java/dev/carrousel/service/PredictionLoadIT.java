package dev.carrousel.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Questions at a steady rate to a model of 128 cells, each a window of 100 rows, while training
 * keeps all processors busy, and then alone. The first period warms the service up. The times are
 * printed, not judged; they count from the moment a question was due, so that a late one is not
 * forgiven. {@code ./mvnw verify -Dit.test=PredictionLoadIT -Dload.seconds=60} runs it.
 */
@EnabledIfSystemProperty(named = "load.seconds", matches = "[1-9][0-9]*")
class PredictionLoadIT {

  private static final int PER_SECOND = 200;
  private static final Duration PERIOD = Duration.ofSeconds(Integer.getInteger("load.seconds", 1));
  private static final String JOB =
      """
      {"model":"%s","data":{"dataset":"us-births","problem":"forecast","targets":["births"],"inputs":["births"],
       "calendar":[],"window":100,"horizon":1%s},
       "network":{"type":"lstm","layers":[128]},"training":{"epochs":%d,"batchSize":64,"earlyStopping":{"patience":0}}}
      """;

  @TempDir private Path folder;

  @Test
  void questionsAreAnsweredWhileTrainingGoesOn() throws Exception {
    try (ServiceProcess service = ServiceProcess.start(folder)) {
      Client client = service.client();
      client.train(JOB.formatted("asked", ",\"maxSequences\":200", 1));
      List<String> jobs = train(client);
      ask(client, PERIOD);
      report("beside two jobs that train", ask(client, PERIOD));
      jobs.forEach(job -> client.post("/api/v1/jobs/" + job + "/cancel", ""));
      jobs.forEach(client::awaitEnd);
      report("alone", ask(client, PERIOD));
    }
  }

  private static List<String> train(Client client) {
    List<String> jobs =
        List.of(
            client.submit(JOB.formatted("busy", "", 5000)),
            client.submit(JOB.formatted("busier", "", 5000)));
    for (String job : jobs) {
      client.await(job, body -> body.path("progress").path("step").asLong() > 0);
    }
    return jobs;
  }

  /** How long each answer took from the moment it was due, in nanoseconds. */
  private static List<Long> ask(Client client, Duration period) throws Exception {
    String question =
        IntStream.range(0, 100)
            .mapToObj(row -> "{\"births\":%d}".formatted(8000 + 100 * (row % 7)))
            .collect(Collectors.joining(",", "{\"horizon\":1,\"history\":[", "]}"));
    List<Future<Long>> asked = new ArrayList<>();
    try (ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor()) {
      long began = System.nanoTime();
      long count = PER_SECOND * period.toSeconds();
      for (long number = 0; number < count; number++) {
        long due = began + number * (1_000_000_000L / PER_SECOND);
        LockSupport.parkNanos(due - System.nanoTime());
        asked.add(
            crowd.submit(() -> {
              Client.Answer answer = client.post("/api/v1/models/asked/forecast", question);
              assertThat(answer.status()).as(answer.text()).isEqualTo(200);
              return System.nanoTime() - due;
            }));
      }
    }
    List<Long> times = new ArrayList<>();
    for (Future<Long> one : asked) {
      times.add(one.get());
    }
    return times;
  }

  private static void report(String when, List<Long> times) {
    Collections.sort(times);
    System.out.printf(
        "%s: %d answers at %d a second, p50 %.1f ms, p99 %.1f ms, longest %.1f ms%n",
        when,
        times.size(),
        PER_SECOND,
        times.get(times.size() / 2) / 1e6,
        times.get(times.size() * 99 / 100) / 1e6,
        times.getLast() / 1e6);
  }
}
