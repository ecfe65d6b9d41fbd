package dev.carrousel.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Many clients at once. The figures are printed, not judged: what must hold on any machine is that
 * nothing fails, is lost or comes twice. {@code -Dload.scale=100} is the long form.
 */
class LoadIT {

  private static final int SCALE = Integer.getInteger("load.scale", 4);
  private static final int CLIENTS = 4;
  private static final String ENDLESS = "{" + Client.ENDLESS + "}";
  private static final String SHORT =
      """
      {"data":{"task":"adding"},"training":{"stop":{"maxSequences":10}}}
      """;
  private static final String FORECAST =
      """
      {"data":{"dataset":"us-births","problem":"forecast","targets":["births"],"window":56,"horizon":7},
       "network":{"type":"lstm","layers":[64]},"training":{"epochs":500,"batchSize":64,"earlyStopping":{"patience":0}}}
      """;

  @TempDir private static Path folder;
  private static ServiceProcess service;
  private static Client client;

  @BeforeAll
  static void start() {
    service = ServiceProcess.start(folder);
    client = service.client();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @AfterEach
  void cancelWhatIsLeft() {
    client.cancelAll();
  }

  @Test
  void everyJobStandsWhereTheLastAcceptedCommandPutIt() throws Exception {
    List<Callable<Map<String, String>>> commanders =
        IntStream.range(0, CLIENTS).mapToObj(number -> commander(client, number)).toList();
    Map<String, String> last = new LinkedHashMap<>();
    for (Future<Map<String, String>> commanded : all(commanders)) {
      last.putAll(commanded.get());
    }
    last.forEach((job, command) -> {
      switch (command) {
        case "cancel" -> awaitStatus(client, job, List.of("cancelled"));
        case "pause" -> awaitStatus(client, job, List.of("paused"));
        default -> awaitStatus(client, job, List.of("queued", "running"));
      }
    });
    System.out.printf("%d jobs, %d commands: all as commanded%n", last.size(), 10 * last.size());
  }

  /** Commands its own jobs at random; answers the last accepted command of each. */
  private static Callable<Map<String, String>> commander(Client client, int number) {
    return () -> {
      Random random = new Random(number);
      Map<String, String> last = new LinkedHashMap<>();
      for (int job = 0; job < Math.max(1, SCALE / CLIENTS); job++) {
        last.put(client.submit(ENDLESS), "submit");
      }
      List<String> jobs = List.copyOf(last.keySet());
      for (int command = 0; command < 10 * jobs.size(); command++) {
        String job = jobs.get(random.nextInt(jobs.size()));
        String word =
            List.of("pause", "resume", "pause", "resume", "cancel").get(random.nextInt(5));
        Client.Answer answer = client.post("/api/v1/jobs/" + job + "/" + word, "");
        assertThat(answer.status()).as(answer.text()).isIn(200, 202, 409);
        if (answer.status() != 409) {
          last.put(job, word);
        }
      }
      return last;
    };
  }

  @Test
  void aLongQueueStaysQuickAndALateJobOfHighPriorityIsNext() throws Exception {
    try (ServiceProcess own =
        ServiceProcess.start(Files.createDirectory(folder.resolve("queue")))) {
      Client client = own.client();
      List<String> busy = List.of(client.submit(ENDLESS), client.submit(ENDLESS));
      busy.forEach(job -> awaitStatus(client, job, List.of("running")));
      int jobs = 100 * SCALE;
      long began = System.nanoTime();
      List<Callable<Void>> submitters =
          IntStream.range(0, 16).mapToObj(_ -> submitter(client, jobs / 16)).toList();
      for (Future<Void> submitted : all(submitters)) {
        submitted.get();
      }
      double seconds = (System.nanoTime() - began) / 1e9;
      List<Long> times = new ArrayList<>();
      for (int look = 0; look < 200; look++) {
        times.add(timed(() -> client.get("/api/v1/jobs?limit=50")));
      }
      String late = client.submit(SHORT.replace("{\"data\"", "{\"priority\":100,\"data\""));
      client.post("/api/v1/jobs/" + busy.getFirst() + "/cancel", "");
      JsonNode ended = client.awaitEnd(late);
      assertThat(ended.path("status").asString()).isEqualTo("succeeded");
      JsonNode first = client.get("/api/v1/jobs?status=succeeded&limit=200").body().path("data");
      first.forEach(job ->
          assertThat(job.path("startedAt").asString())
              .isGreaterThanOrEqualTo(ended.path("startedAt").asString()));
      System.out.printf(
          "%d jobs queued at %.0f per second; list p99 %d ms%n",
          jobs / 16 * 16, jobs / 16 * 16 / seconds, percentile(times, 0.99));
    }
  }

  private static Callable<Void> submitter(Client client, int jobs) {
    return () -> {
      for (int job = 0; job < jobs; job++) {
        client.submit(SHORT);
      }
      return null;
    };
  }

  @Test
  void pollersAndTrainingDoNotDisturbEachOther() throws Exception {
    String job = client.submit(FORECAST);
    client.await(job, body -> body.path("progress").path("step").asLong() > 200);
    Duration period = Duration.ofSeconds(Math.max(3, 3 * SCALE / 10));
    double alone = stepsPerSecond(client, job, period);
    List<Callable<List<Long>>> pollers =
        IntStream.range(0, 2 * SCALE).mapToObj(_ -> poller(client, job, period)).toList();
    List<Long> times = new ArrayList<>();
    try (ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<Long>>> polled = pollers.stream().map(crowd::submit).toList();
      double beside = stepsPerSecond(client, job, period);
      for (Future<List<Long>> one : polled) {
        times.addAll(one.get());
      }
      System.out.printf(
          "%d pollers, %.0f requests per second: p50 %d ms, p99 %d ms; training at %.0f %% of its pace%n",
          pollers.size(),
          times.size() / (double) period.toSeconds(),
          percentile(times, 0.5),
          percentile(times, 0.99),
          100 * beside / alone);
    }
  }

  /** Two and a half requests a second. */
  private static Callable<List<Long>> poller(Client client, String job, Duration period) {
    return () -> {
      List<Long> times = new ArrayList<>();
      long end = System.nanoTime() + period.toNanos();
      String tag = "\"none\"";
      while (System.nanoTime() < end) {
        long began = System.nanoTime();
        Client.Answer answer = client.get("/api/v1/jobs/" + job, "If-None-Match", tag);
        times.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
        assertThat(answer.status()).as(answer.text()).isIn(200, 304);
        tag = answer.etag();
        Thread.sleep(400);
      }
      return times;
    };
  }

  private static double stepsPerSecond(Client client, String job, Duration period)
      throws InterruptedException {
    JsonNode before = client.get("/api/v1/jobs/" + job).body().path("progress");
    Thread.sleep(period);
    JsonNode after = client.get("/api/v1/jobs/" + job).body().path("progress");
    Duration between =
        Duration.between(
            Instant.parse(before.path("observedAt").asString()),
            Instant.parse(after.path("observedAt").asString()));
    return 1000.0
        * (after.path("step").asLong() - before.path("step").asLong())
        / Math.max(1, between.toMillis());
  }

  @Test
  void droppedStreamsAreTakenUpWithoutLossOrDouble() throws Exception {
    String job = client.submit(ENDLESS);
    awaitStatus(client, job, List.of("running"));
    List<Callable<List<Integer>>> listeners =
        IntStream.range(0, 2 * SCALE).mapToObj(_ -> listener(client, job)).toList();
    try (ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<Integer>>> heard = listeners.stream().map(crowd::submit).toList();
      for (int round = 0; round < 6; round++) {
        client.post("/api/v1/jobs/" + job + "/pause", "");
        awaitStatus(client, job, List.of("paused"));
        client.post("/api/v1/jobs/" + job + "/resume", "");
        awaitStatus(client, job, List.of("running"));
      }
      client.post("/api/v1/jobs/" + job + "/cancel", "");
      int events = client.awaitEnd(job).path("transitions").size();
      assertThat(events).isPositive();
      JsonNode page = client.get("/api/v1/jobs/" + job + "/events?limit=1000").body();
      List<Integer> expected = IntStream.rangeClosed(1, page.path("data").size()).boxed().toList();
      for (Future<List<Integer>> one : heard) {
        assertThat(one.get()).isEqualTo(expected);
      }
      System.out.printf(
          "%d streams of %d events, each dropped three times: none lost, none twice%n",
          listeners.size(), expected.size());
    }
  }

  private static Callable<List<Integer>> listener(Client client, String job) {
    return () -> {
      List<Integer> heard = new ArrayList<>();
      for (int drop = 0; drop < 3; drop++) {
        hear(client, job, heard, 7);
      }
      hear(client, job, heard, Integer.MAX_VALUE);
      return heard;
    };
  }

  private static void hear(Client client, String job, List<Integer> heard, int most) {
    String last = String.valueOf(heard.isEmpty() ? 0 : heard.getLast());
    try (Stream<String> lines =
        client.lines("/api/v1/jobs/" + job + "/events", "Last-Event-ID", last)) {
      lines
          .takeWhile(line -> !line.equals("event:end"))
          .filter(line -> line.startsWith("id:"))
          .limit(most)
          .forEach(line -> heard.add(Integer.valueOf(line.substring(3))));
    }
  }

  private static <T> List<Future<T>> all(List<Callable<T>> work) throws InterruptedException {
    try (ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor()) {
      return crowd.invokeAll(work);
    }
  }

  private static void awaitStatus(Client client, String job, List<String> statuses) {
    client.await(job, body -> statuses.contains(body.path("status").asString()));
  }

  private static long timed(Runnable work) {
    long began = System.nanoTime();
    work.run();
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
  }

  private static long percentile(List<Long> times, double share) {
    List<Long> sorted = new ArrayList<>(times);
    Collections.sort(sorted);
    return sorted.get((int) Math.min(sorted.size() - 1.0, share * sorted.size()));
  }
}
