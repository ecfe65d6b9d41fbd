package dev.carrousel.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtException;
import dev.carrousel.service.onnx.Differences;
import dev.carrousel.service.onnx.OnnxFile;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every kind of model leaves as an ONNX file, is asked in ONNX Runtime and answers what the service
 * answers. The largest differences are written to {@code target/onnx-problems.md}.
 */
@JourneyTest
class OnnxJourneyTests {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Differences DIFFERENCES = new Differences();

  @Autowired private Client client;

  @AfterAll
  static void writeTable() throws IOException {
    DIFFERENCES.write("onnx-problems.md");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          mean of the training part        | "targets":["load"],"inputs":["load"],"calendar":[],"centering":"training-mean"
          mean of the window               | "targets":["load"],"inputs":["load","weather"],"calendar":[],"centering":"window-mean"
          mean and deviation of the window | "targets":["load"],"calendar":[],"centering":"window-mean-and-deviation"
          two targets                      | "targets":["load","heat"],"calendar":[],"centering":"window-mean-and-deviation"
          known future                     | "targets":["load"],"known":["promotion","weather"],"calendar":[]
          calendar                         | "targets":["load","heat"],"calendar":["time-of-day","weekday","day-of-year"]
          calendar, known future, mask     | "targets":["heat"],"known":["promotion"],"calendar":["weekday","day-of-year"],"missing":"mask"
          """)
  void aForecasterAnswersTheSame(String name, String data) throws Exception {
    uploadShop();
    String model = model("forecast " + name);
    client.train(
        """
        {"model":"%s","data":{"dataset":"onnx-shop","problem":"forecast","window":21,"horizon":4,%s},
         "network":{"type":"lstm","layers":[8]},"training":{"epochs":3,"optimizer":{"type":"adam","learningRate":0.01}}}
        """
            .formatted(model, data));
    List<Map<String, Object>> history = shop(350, 371);
    List<Map<String, Object>> future = shop(371, 375);
    history.getLast().put("heat", null);
    future.getFirst().put("weather", null);
    future.get(2).put("promotion", null);
    try (OnnxFile file = export(model)) {
      List<String> read = new ArrayList<>();
      Map<String, Object[]> outputs =
          file.run(input -> {
            read.add(input.name());
            return input.name().endsWith(".future")
                ? column(future, input.name().replace(".future", ""), input.text())
                : column(history, input.name(), input.text());
          });
      String question =
          JSON.writeValueAsString(
              Map.of(
                  "history", select(history, read, "", "day"),
                  "future", select(future, read, ".future", "day")));
      Client.Answer answer = client.post("/api/v1/models/" + model + "/forecast", question);
      assertThat(answer.status()).as(answer.text()).isEqualTo(200);
      List<Double> values = new ArrayList<>();
      List<Double> lower = new ArrayList<>();
      answer
          .body()
          .path("forecast")
          .forEach(row -> {
            values.addAll(numbers(row.path("values")));
            row.path("intervals").forEach(target -> lower.add(target.at("/0/lower").asDouble()));
          });
      DIFFERENCES.compare("forecast, " + name, values, outputs.get("forecast"));
      DIFFERENCES.compare("forecast, " + name + ", interval", lower, outputs.get("lower.0.8"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          classify           | classify | "targets":["weather"],"inputs":["load","heat","promotion"],"calendar":[]
          classify, mask     | classify | "targets":["promotion"],"categorical":["promotion"],"inputs":["load","weather"],"missing":"mask"
          label              | label    | "targets":["weather"]
          regress            | regress  | "targets":["heat"],"inputs":["load","weather","promotion"]
          anomaly            | anomaly  | "targets":["load","heat"],"inputs":["load","heat","promotion"]
          anomaly, mask      | anomaly  | "targets":["load"],"inputs":["load","weather"],"missing":"mask"
          """)
  void whatReadsRowsAnswersTheSame(String name, String problem, String data) throws Exception {
    uploadShop();
    String model = model("rows " + name);
    client.train(
        """
        {"model":"%s","data":{"dataset":"onnx-shop","problem":"%s",%s%s},
         "network":{"type":"lstm","layers":[8],"bidirectional":%s},"training":{"epochs":3,"optimizer":{"type":"adam","learningRate":0.01}}}
        """
            .formatted(
                model,
                problem,
                data,
                problem.equals("anomaly") ? "" : ",\"window\":12",
                problem.equals("classify")));
    List<Map<String, Object>> rows = shop(352, 392);
    try (OnnxFile file = export(model)) {
      List<String> read = new ArrayList<>();
      Map<String, Object[]> outputs =
          file.run(input -> {
            read.add(input.name());
            return column(rows, input.name(), input.text());
          });
      JsonNode answer =
          predict(model, JSON.writeValueAsString(Map.of("rows", select(rows, read, "", "day"))));
      compareAnswer(name, answer, outputs);
      assertThat(file.metadata().get("carrousel.model")).isEqualTo(model);
      assertThat(file.metadata().get("carrousel.plan")).contains("onnx-shop");
    }
  }

  private static void compareAnswer(String name, JsonNode answer, Map<String, Object[]> outputs) {
    if (answer.has("value")) {
      DIFFERENCES.compare(name, numbers(answer.path("value")), outputs.get("value"));
    } else if (answer.has("scores")) {
      DIFFERENCES.compare(name, numbers(answer.path("scores")), outputs.get("scores"));
    } else {
      List<JsonNode> steps =
          answer.has("steps") ? List.copyOf(answer.path("steps").values()) : List.of(answer);
      DIFFERENCES.compare(
          name,
          steps.stream().flatMap(step -> numbers(step.path("probabilities")).stream()).toList(),
          outputs.get("probabilities"));
      assertThat(outputs.get("label"))
          .containsExactly(
              steps.stream().map(step -> (Object) step.path("label").asString()).toArray());
    }
  }

  @Test
  void symbolsAreContinuedTheSame() throws Exception {
    client.post(
        "/api/v1/datasets?name=onnx-text",
        "text/plain",
        "to be or not to be. ".repeat(60).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    symbols(
        "next character",
        "onnx-text",
        "\"window\":9",
        "{\"text\":\"be or not to be\"}",
        "be or not to be");
    upload(
        "onnx-visits",
        IntStream.range(0, 60)
            .boxed()
            .flatMap(visit ->
                Stream.of("come", "look", "buy", "leave").map(event -> visit + "," + event))
            .collect(Collectors.joining("\n", "visit,event\n", "\n")));
    symbols(
        "next event",
        "onnx-visits",
        "\"targets\":[\"event\"],\"series\":\"visit\"",
        "{\"events\":[\"come\",\"look\"]}",
        "come,look");
  }

  private void symbols(String name, String dataset, String data, String question, String read)
      throws Exception {
    String model = model(name);
    client.train(
        """
        {"model":"%s","data":{"dataset":"%s","problem":"next-symbol",%s},
         "network":{"type":"lstm","layers":[8]%s},"training":{"epochs":2}}
        """
            .formatted(model, dataset, data, name.contains("event") ? ",\"embedding\":3" : ""));
    JsonNode next = predict(model, question).path("next");
    String[] texts = read.contains(",") ? read.split(",") : read.split("");
    try (OnnxFile file = export(model)) {
      Map<String, Object[]> outputs = file.run(_ -> texts);
      List<Double> told = new ArrayList<>(numbers(next.findValues("probability")));
      Object[] sorted = outputs.get("probabilities").clone();
      Arrays.sort(sorted, (left, right) -> Double.compare((double) right, (double) left));
      DIFFERENCES.compare(name, told, Arrays.copyOf(sorted, told.size()));
      assertThat(outputs.get("symbol")[0]).isEqualTo(next.at("/0/symbol").asString(""));
      assertThatThrownBy(() -> file.run(_ -> new String[] {"never seen"}))
          .isInstanceOf(OrtException.class);
    }
  }

  private OnnxFile export(String model) throws OrtException {
    return new OnnxFile(
        client.download("/api/v1/models/%s/versions/1/export?format=onnx".formatted(model)));
  }

  /** All numbers in a tree, in their order; not a number for null. */
  private static List<Double> numbers(JsonNode tree) {
    if (tree.isContainer()) {
      return numbers(List.copyOf(tree.values()));
    }
    return List.of(tree.isNull() ? Double.NaN : tree.asDouble());
  }

  private static List<Double> numbers(List<JsonNode> trees) {
    return trees.stream().flatMap(tree -> numbers(tree).stream()).toList();
  }

  private static Object column(List<Map<String, Object>> rows, String name, boolean text) {
    Stream<Object> cells = rows.stream().map(row -> row.get(name));
    if (text) {
      return cells.map(cell -> cell == null ? "" : cell.toString()).toArray(String[]::new);
    }
    return cells
        .mapToDouble(cell ->
            switch (cell) {
              case null -> Double.NaN;
              case Number number -> number.doubleValue();
              default ->
                  LocalDate.parse(cell.toString()).atStartOfDay().toEpochSecond(ZoneOffset.UTC);
            })
        .toArray();
  }

  private static List<Map<String, Object>> select(
      List<Map<String, Object>> rows, List<String> read, String ending, String always) {
    return rows.stream()
        .<Map<String, Object>>map(row -> {
          Map<String, Object> chosen = new LinkedHashMap<>();
          row.forEach((name, value) -> {
            if (read.contains(name + ending) || name.equals(always)) {
              chosen.put(name, value);
            }
          });
          return chosen;
        })
        .toList();
  }

  /** Days of a shop from 2020, a leap year, on, with gaps. */
  private static List<Map<String, Object>> shop(int from, int to) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int day = from; day < to; day++) {
      SplittableRandom random = new SplittableRandom(day);
      Map<String, Object> row = new LinkedHashMap<>();
      int promotion = random.nextInt(3) == 0 ? 1 : 0;
      double load =
          200
              + day / 5.0
              + 40 * Math.sin(day * Math.PI / 3.5)
              + 30 * promotion
              + random.nextDouble(20);
      row.put("day", LocalDate.of(2020, 1, 1).plusDays(day).toString());
      row.put("load", day % 13 == 1 ? null : load);
      row.put("heat", 15 + 10 * Math.sin(day * 2 * Math.PI / 366) + random.nextDouble(3));
      row.put("promotion", promotion);
      row.put(
          "weather", day % 11 == 2 ? null : List.of("sun", "rain", "wind").get(random.nextInt(3)));
      rows.add(row);
    }
    return rows;
  }

  private void uploadShop() {
    upload(
        "onnx-shop",
        shop(0, 400).stream()
            .map(row ->
                row.values().stream()
                    .map(value -> value == null ? "" : value.toString())
                    .collect(Collectors.joining(",")))
            .collect(Collectors.joining("\n", "day,load,heat,promotion,weather\n", "\n")));
  }

  private void upload(String name, String csv) {
    Client.Answer answer = client.postCsv("/api/v1/datasets?name=" + name, csv);
    assertThat(answer.status()).as(answer.text()).isIn(200, 201);
  }

  private JsonNode predict(String model, String sequence) {
    Client.Answer answer =
        client.post("/api/v1/models/" + model + "/predict", "{\"sequences\":[" + sequence + "]}");
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.body().path("answers").path(0);
  }

  private static String model(String name) {
    return "onnx-" + name.replaceAll("[^a-z0-9]+", "-");
  }
}
