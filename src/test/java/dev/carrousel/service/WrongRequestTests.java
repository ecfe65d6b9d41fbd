package dev.carrousel.service;

import static dev.carrousel.service.Refusals.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * Each wrong request is answered with a problem that names what is wrong, and leaves nothing
 * behind.
 */
@JourneyTest
class WrongRequestTests {

  private static final String DATA =
      "\"data\":{\"dataset\":\"sunspots-yearly\",\"problem\":\"forecast\",\"targets\":[\"sunspots\"]}";

  @Autowired private JdbcClient jdbc;

  @Autowired private Client client;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
                  empty body                | 400 |                              |
                  null                      | 400 |                              | null
                  text                      | 400 |                              | hello
                  cut off                   | 400 |                              | {"data":
                  two commas                | 400 |                              | {"name":"x",,DATA}
                  NaN literal               | 400 |                              | {DATA,"training":{"clipNorm":NaN}}
                  Infinity literal          | 400 |                              | {DATA,"seed":Infinity}
                  comment                   | 400 |                              | {/*x*/DATA}
                  single quotes             | 400 |                              | {'name':'x'}
                  the same field twice      | 400 |                              | {DATA,"name":"a","name":"b"}
          trailing garbage          | 400 |                              | {DATA}x
                  an array                  | 422 | #/                           | []
                  a number                  | 422 | #/                           | 7
                  empty object              | 422 | #/data                       | {}
                  data null                 | 422 | #/data                       | {"data":null}
                  data a string             | 422 | #/data                       | {"data":"sunspots-yearly"}
                  data empty                | 422 | #/data/dataset               | {"data":{}}
                  no targets                | 422 | #/data/targets               | {"data":{"dataset":"sunspots-yearly","problem":"forecast"}}
                  targets empty             | 422 | #/data/targets               | {"data":{"dataset":"sunspots-yearly","problem":"forecast","targets":[]}}
                  targets null element      | 422 | #/data/targets/0             | {"data":{"dataset":"sunspots-yearly","problem":"forecast","targets":[null]}}
                  targets a string          | 422 | #/data/targets               | {"data":{"dataset":"sunspots-yearly","problem":"forecast","targets":"sunspots"}}
                  unknown column            | 422 | #/data/targets/0             | {"data":{"dataset":"sunspots-yearly","problem":"forecast","targets":["sunspot"]}}
                  time column as target     | 422 | #/data/targets/0             | {"data":{"dataset":"sunspots-yearly","problem":"forecast","targets":["year"]}}
                  text column as target     | 422 | #/data/targets/0             | {"data":{"dataset":"seattle-weather","problem":"forecast","targets":["weather"]}}
                  same target twice         | 422 | #/data/targets               | {"data":{"dataset":"sunspots-yearly","problem":"forecast","targets":["sunspots","sunspots"]}}
                  unknown dataset           | 422 | #/data/dataset               | {"data":{"dataset":"nowhere","problem":"forecast","targets":["x"]}}
                  unknown problem           | 422 | #/data/problem               | {"data":{"dataset":"sunspots-yearly","problem":"guess","targets":["sunspots"]}}
                  problem a number          | 422 | #/data/problem               | {"data":{"dataset":"sunspots-yearly","problem":0,"targets":["sunspots"]}}
                  inputs without target     | 422 | #/data/inputs                | {"data":{"dataset":"seattle-weather","problem":"forecast","targets":["wind"],"inputs":["temp_max"]}}
                  unknown input             | 422 | #/data/inputs/1              | {"data":{"dataset":"seattle-weather","problem":"forecast","targets":["wind"],"inputs":["wind","rain"]}}
                  window zero               | 422 | #/data/window                | {"data":{"dataset":"sunspots-yearly","problem":"forecast","targets":["sunspots"],"window":0}}
                  window negative           | 422 | #/data/window                | {"data":{"dataset":"sunspots-yearly","problem":"forecast","targets":["sunspots"],"window":-5}}
                  window too long           | 422 | #/data/window                | {"data":{"dataset":"sunspots-yearly","problem":"forecast","targets":["sunspots"],"window":300}}
                  window a fraction         | 422 | #/data/window                | {"data":{"dataset":"sunspots-yearly","problem":"forecast","targets":["sunspots"],"window":1.5}}
                  window a text             | 422 | #/data/window                | {"data":{"dataset":"sunspots-yearly","problem":"forecast","targets":["sunspots"],"window":"12"}}
                  window huge               | 422 | #/data/window                | {"data":{"dataset":"sunspots-yearly","problem":"forecast","targets":["sunspots"],"window":99999999999999999999}}
                  horizon beyond test part  | 422 | #/data/split/validation      | {"data":{"dataset":"sunspots-yearly","problem":"forecast","targets":["sunspots"],"horizon":40}}
                  horizon huge              | 422 | #/data/horizon               | {"data":{"dataset":"sunspots-yearly","problem":"forecast","targets":["sunspots"],"horizon":2147483647}}
                  split leaves nothing      | 422 | #/data/split                 | {"data":{"dataset":"sunspots-yearly","problem":"forecast","targets":["sunspots"],"split":{"validation":0.5,"test":0.5}}}
                  split negative            | 422 | #/data/split/test            | {"data":{"dataset":"sunspots-yearly","problem":"forecast","targets":["sunspots"],"split":{"test":-0.1}}}
                  split unknown field       | 422 | #/data/split/tests           | {"data":{"dataset":"sunspots-yearly","problem":"forecast","targets":["sunspots"],"split":{"tests":0.1}}}
                  split NaN as text         | 422 | #/data/split/test            | {"data":{"dataset":"sunspots-yearly","problem":"forecast","targets":["sunspots"],"split":{"test":"NaN"}}}
                  refused missing values    | 422 | #/data/missing               | {"data":{"dataset":"co2-weekly","problem":"forecast","targets":["co2"],"missing":"refuse"}}
                  unknown missing policy    | 422 | #/data/missing               | {"data":{"dataset":"co2-weekly","problem":"forecast","targets":["co2"],"missing":"guess"}}
                  unknown centering         | 422 | #/data/centering             | {"data":{"dataset":"co2-weekly","problem":"forecast","targets":["co2"],"centering":"median"}}
                  unknown field             | 422 | #/nmae                       | {"nmae":"x",DATA}
                  misspelt learning rate    | 422 | #/training/optimizer/learningrate | {DATA,"training":{"optimizer":{"type":"adam","learningrate":0.1}}}
                  field of another room     | 422 | #/status                     | {DATA,"status":"succeeded"}
                  id given                  | 422 | #/id                         | {DATA,"id":"job_1"}
                  name too long             | 422 | #/name                       | {DATA,"name":"LONG"}
                  name empty                | 422 | #/name                       | {DATA,"name":""}
                  name a number             | 422 | #/name                       | {DATA,"name":5}
                  labels a list             | 422 | #/labels                     | {DATA,"labels":["a"]}
                  label value a list        | 422 | #/labels/a                   | {DATA,"labels":{"a":[1]}}
                  model with a slash        | 422 | #/model                      | {DATA,"model":"a/b"}
                  model climbing            | 422 | #/model                      | {DATA,"model":"../../etc/passwd"}
                  model empty               | 422 | #/model                      | {DATA,"model":""}
                  seed negative             | 422 | #/seed                       | {DATA,"seed":-1}
                  seed too large            | 422 | #/seed                       | {DATA,"seed":9007199254740992}
                  seed a fraction           | 422 | #/seed                       | {DATA,"seed":0.5}
                  seed true                 | 422 | #/seed                       | {DATA,"seed":true}
                  trials zero               | 422 | #/trials                     | {DATA,"trials":0}
                  trials a billion          | 422 | #/trials                     | {DATA,"trials":1000000000}
                  priority a text           | 422 | #/priority                   | {DATA,"priority":"high"}
                  network unknown type      | 422 | #/network/type               | {DATA,"network":{"type":"gru"}}
                  network without type      | 422 | #/network/type               | {DATA,"network":{"layers":[8]}}
                  network a list            | 422 | #/network/type               | {DATA,"network":[8]}
                  no layers                 | 422 | #/network/layers             | {DATA,"network":{"type":"lstm","layers":[]}}
                  layer zero                | 422 | #/network/layers/0           | {DATA,"network":{"type":"lstm","layers":[0]}}
                  layer negative            | 422 | #/network/layers/1           | {DATA,"network":{"type":"lstm","layers":[8,-8]}}
                  layer null                | 422 | #/network/layers/0           | {DATA,"network":{"type":"lstm","layers":[null]}}
                  layer a text              | 422 | #/network/layers/0           | {DATA,"network":{"type":"lstm","layers":["8"]}}
                  layer huge                | 422 | #/network/layers/0           | {DATA,"network":{"type":"lstm","layers":[1000000]}}
                  network larger than allowed | 422 | #/network/layers           | {DATA,"network":{"type":"lstm","layers":[8000,8000]}}
                  too many layers           | 422 | #/network/layers             | {DATA,"network":{"type":"lstm","layers":[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1]}}
                  forget bias huge          | 422 | #/network/forgetBias         | {DATA,"network":{"type":"lstm","forgetBias":1e300}}
                  forget gate unknown       | 422 | #/network/forgetGate         | {DATA,"network":{"type":"lstm","forgetGate":"maybe"}}
                  forget bias without gate  | 422 | #/network/forgetBias         | {DATA,"network":{"type":"lstm","forgetGate":"coupled","forgetBias":1}}
                  peepholes a text          | 422 | #/network/peepholes          | {DATA,"network":{"type":"lstm","peepholes":"yes"}}
                  bidirectional a number    | 422 | #/network/bidirectional      | {DATA,"network":{"type":"lstm","bidirectional":1}}
                  dropout one               | 422 | #/network/dropout            | {DATA,"network":{"type":"lstm","layers":[8,8],"dropout":1}}
                  dropout negative          | 422 | #/network/dropout            | {DATA,"network":{"type":"lstm","layers":[8,8],"dropout":-0.1}}
                  dropout in one layer      | 422 | #/network/dropout            | {DATA,"network":{"type":"lstm","layers":[8],"dropout":0.5}}
                  embedding of numbers      | 422 | #/network/embedding          | {DATA,"network":{"type":"lstm","embedding":4}}
                  embedding of a task of vectors | 422 | #/network/embedding     | {"data":{"task":"adding"},"network":{"type":"lstm","embedding":4}}
                  embedding zero            | 422 | #/network/embedding          | {"data":{"task":"embedded-reber"},"network":{"type":"lstm","embedding":0}}
                  initialiser unknown       | 422 | #/network/initialiser        | {DATA,"network":{"type":"lstm","initialiser":"zeros"}}
                  read-out unknown          | 422 | #/network/readOut            | {DATA,"network":{"type":"lstm","readOut":"middle"}}
                  read-out once for targets at each step | 422 | #/network/readOut | {"data":{"task":"embedded-reber"},"network":{"type":"lstm","readOut":"sequence"}}
                  weight decay of adam      | 422 | #/training/optimizer/weightDecay | {DATA,"training":{"optimizer":{"type":"adam","weightDecay":0.1}}}
                  weight decay one          | 422 | #/training/optimizer/weightDecay | {DATA,"training":{"optimizer":{"type":"adamw","weightDecay":1}}}
                  decay of rmsprop one      | 422 | #/training/optimizer/decay   | {DATA,"training":{"optimizer":{"type":"rmsprop","decay":1}}}
                  nesterov without momentum | 422 | #/training/optimizer/nesterov | {DATA,"training":{"optimizer":{"type":"sgd","momentum":0,"nesterov":true}}}
                  unknown schedule          | 422 | #/training/schedule/type     | {DATA,"training":{"schedule":{"type":"cyclic"}}}
                  schedule without type     | 422 | #/training/schedule/type     | {DATA,"training":{"schedule":{"warmUpSteps":5}}}
                  warm-up negative          | 422 | #/training/schedule/warmUpSteps | {DATA,"training":{"schedule":{"type":"constant","warmUpSteps":-1}}}
                  step factor zero          | 422 | #/training/schedule/factor   | {DATA,"training":{"schedule":{"type":"step","factor":0}}}
                  steps zero                | 422 | #/training/schedule/everySteps | {DATA,"training":{"schedule":{"type":"step","everySteps":0}}}
                  cosine below zero         | 422 | #/training/schedule/lowest   | {DATA,"training":{"schedule":{"type":"cosine","lowest":-1}}}
                  plateau patience negative | 422 | #/training/schedule/patience | {DATA,"training":{"schedule":{"type":"plateau","patience":-1}}}
                  plateau of a task         | 422 | #/training/schedule/type     | {"data":{"task":"adding"},"network":{"type":"lstm"},"training":{"schedule":{"type":"plateau"}}}
                  plateau not validated     | 422 | #/training/schedule/type     | {"data":{"dataset":"sunspots-yearly","problem":"forecast","targets":["sunspots"],"split":{"validation":0}},"training":{"schedule":{"type":"plateau"}}}
                  schedule of original      | 422 | #/training/schedule          | {"data":{"task":"adding"},"training":{"schedule":{"type":"constant"}}}
                  truncation negative       | 422 | #/training/truncation        | {DATA,"training":{"truncation":-1}}
                  text read from its end    | 422 | #/network/bidirectional      | {"data":{"dataset":"moby-dick","problem":"next-symbol","targets":["symbol"]},"network":{"type":"lstm","bidirectional":true}}
                  a grammar read from its end | 422 | #/network/bidirectional    | {"data":{"task":"reber"},"network":{"type":"lstm","bidirectional":true}}
                  truncation of both directions | 422 | #/training/truncation    | {DATA,"network":{"type":"lstm","bidirectional":true},"training":{"truncation":5}}
                  truncation of original    | 422 | #/training/truncation        | {"data":{"task":"adding"},"training":{"truncation":5}}
                  epochs zero               | 422 | #/training/epochs            | {DATA,"training":{"epochs":0}}
                  epochs a billion          | 422 | #/training/epochs            | {DATA,"training":{"epochs":1000000000}}
                  batch size zero           | 422 | #/training/batchSize         | {DATA,"training":{"batchSize":0}}
                  clip norm zero            | 422 | #/training/clipNorm          | {DATA,"training":{"clipNorm":0}}
                  clip norm overflows       | 422 | #/training/clipNorm          | {DATA,"training":{"clipNorm":1e999}}
                  unknown algorithm         | 422 | #/training/algorithm         | {DATA,"training":{"algorithm":"magic"}}
                  unknown optimizer         | 422 | #/training/optimizer/type    | {DATA,"training":{"optimizer":{"type":"lion"}}}
                  learning rate NaN as text | 422 | #/training/optimizer/learningRate | {DATA,"training":{"optimizer":{"type":"adam","learningRate":"NaN"}}}
                  learning rate zero        | 422 | #/training/optimizer/learningRate | {DATA,"training":{"optimizer":{"type":"adam","learningRate":0}}}
                  learning rate negative    | 422 | #/training/optimizer/learningRate | {DATA,"training":{"optimizer":{"type":"sgd","learningRate":-1}}}
                  momentum one              | 422 | #/training/optimizer/momentum | {DATA,"training":{"optimizer":{"type":"sgd","momentum":1}}}
                  momentum of adam          | 422 | #/training/optimizer/momentum | {DATA,"training":{"optimizer":{"type":"adam","momentum":0.9}}}
                  beta above one            | 422 | #/training/optimizer/beta1   | {DATA,"training":{"optimizer":{"type":"adam","beta1":1.5}}}
                  unknown task              | 422 | #/data/task                  | {"data":{"task":"addition"}}
              task and dataset          | 422 | #/data/dataset               | {"data":{"task":"adding","dataset":"co2-weekly"}}
              task and window           | 422 | #/data/window                | {"data":{"task":"adding","window":10}}
              parameters without a task | 422 | #/data/parameters            | {"data":{"dataset":"co2-weekly","problem":"forecast","targets":["co2"],"parameters":{}}}
              unknown task parameter    | 422 | #/data/parameters            | {"data":{"task":"adding","parameters":{"len":5}}}
              task parameter null       | 422 | #/data/parameters/T          | {"data":{"task":"adding","parameters":{"T":null}}}
              task parameter an object  | 422 | #/data/parameters            | {"data":{"task":"adding","parameters":{"T":{}}}}
              task length as text       | 422 | #/data/parameters            | {"data":{"task":"adding","parameters":{"T":"100"}}}
              task length a fraction    | 422 | #/data/parameters            | {"data":{"task":"adding","parameters":{"T":100.0}}}
              task length 0             | 422 | #/data/parameters            | {"data":{"task":"adding","parameters":{"T":0}}}
              task length a billion     | 422 | #/data/parameters            | {"data":{"task":"adding","parameters":{"T":1000000000}}}
              more signal than sequence | 422 | #/data/parameters            | {"data":{"task":"two-sequence","parameters":{"T":10,"N":50}}}
              lengths upside down       | 422 | #/data/parameters            | {"data":{"task":"parity","parameters":{"minimumLength":600,"maximumLength":500}}}
              a latch upside down       | 422 | #/data/parameters            | {"data":{"task":"latch","parameters":{"minimumLength":600,"maximumLength":50}}}
              nothing to tell apart     | 422 | #/data/parameters            | {"data":{"task":"tomita","parameters":{"grammar":7,"minimumLength":2,"maximumLength":3}}}
              original for a dataset    | 422 | #/network/type               | {DATA,"network":{"type":"original"}}
              truncated for a dataset   | 422 | #/training/algorithm         | {DATA,"training":{"algorithm":"truncated-gradient"}}
              stop for a dataset        | 422 | #/training/stop              | {DATA,"training":{"stop":{"maxSequences":5}}}
              learning rate for layered | 422 | #/training/learningRate      | {DATA,"training":{"learningRate":0.5}}
              epochs for a task         | 422 | #/training/epochs            | {"data":{"task":"adding"},"training":{"epochs":5}}
              optimizer for original    | 422 | #/training/optimizer         | {"data":{"task":"adding"},"training":{"optimizer":{"type":"adam"}}}
              block of no cells         | 422 | #/network/blocks/0           | {"data":{"task":"adding"},"network":{"type":"original","blocks":[0]}}
              construction of too much  | 422 | #/network/blocks             | {"data":{"task":"reber"},"network":{"type":"original","blocks":[],"construction":{"cellsPerBlock":64,"maximumBlocks":32}}}
              block of many cells       | 422 | #/network/blocks/0           | {"data":{"task":"adding"},"network":{"type":"original","blocks":[1000000000]}}
              original learning rate NaN | 422 | #/training/learningRate     | {"data":{"task":"adding"},"training":{"learningRate":"NaN"}}
              competition without gates | 422 | #/network/outputGateCompetition | {"data":{"task":"adding"},"network":{"type":"original","outputGates":false,"outputGateCompetition":true}}
              full gradient each step   | 422 | #/training/update            | {"data":{"task":"adding"},"network":{"type":"original"},"training":{"algorithm":"bptt","update":"step"}}
              max sequences 0           | 422 | #/training/stop/maxSequences | {"data":{"task":"adding"},"training":{"stop":{"maxSequences":0}}}
              a billion trials          | 422 | #/trials                     | {"data":{"task":"adding"},"trials":1000000000}
              experiment as a job       | 422 | #/experiment                 | {"data":{"task":"adding"},"experiment":"4-100"}
              class weights of a task   | 422 | #/data/classWeights          | {"data":{"task":"adding","classWeights":{"a":2}}}
              class weights of a forecast | 422 | #/data/classWeights        | {"data":{"dataset":"sunspots-yearly","problem":"forecast","targets":["sunspots"],"classWeights":{"a":2}}}
              class weight negative     | 422 | #/data/classWeights/snow     | {"data":{"dataset":"seattle-weather","problem":"classify","targets":["weather"],"classWeights":{"snow":-1}}}
              class weight of no class  | 422 | #/data                       | {"data":{"dataset":"seattle-weather","problem":"classify","targets":["weather"],"classWeights":{"hail":2}}}
              patience negative         | 422 | #/training/earlyStopping/patience | {DATA,"training":{"earlyStopping":{"patience":-1}}}
          """)
  void jobsThatMakeNoSenseAreRefused(String name, int status, String pointer, String body) {
    String json = body == null ? "" : body.replace("DATA", DATA).replace("LONG", "x".repeat(201));
    long before = jobs();
    Client.Answer answer = client.post("/api/v1/jobs", json);
    assertProblem(answer, status);
    if (pointer != null) {
      assertThat(answer.body().path("errors").findValuesAsString("pointer"))
          .as(answer.text())
          .contains(pointer);
    }
    assertThat(jobs()).isEqualTo(before);
    assertThat(
            jdbc.sql("select count(*) from run where job_id not in (select id from job)")
                .query(Long.class)
                .single())
        .isZero();
  }

  @Test
  void aFullQueueAsksToComeBackLater() {
    Client.Answer answer = client.post("/api/v1/jobs", "{" + DATA + ",\"trials\":51}");
    assertProblem(answer, 503);
    assertThat(answer.body().path("code").asString()).isEqualTo("queue_full");
    assertThat(answer.retryAfter()).isEqualTo("5");
  }

  @Test
  void allThatIsWrongIsToldAtOnce() {
    String body =
        "{" + DATA + ",\"name\":\"\",\"trials\":0,\"training\":{\"epochs\":0,\"batchSize\":-1}}";
    Client.Answer answer = client.post("/api/v1/jobs", body);
    assertThat(answer.body().path("errors").findValuesAsString("pointer"))
        .containsExactlyInAnyOrder(
            "#/name", "#/trials", "#/training/epochs", "#/training/batchSize");
  }

  @Test
  void aMisspeltFieldIsGuessed() {
    Client.Answer answer =
        client.post(
            "/api/v1/jobs",
            "{" + DATA + ",\"training\":{\"optimizer\":{\"type\":\"adam\",\"learningRte\":0.1}}}");
    assertThat(answer.body().path("detail").asString()).contains("Did you mean learningRate?");
  }

  @Test
  void aWrongChoiceIsToldWhatThereIsToChoose() {
    Client.Answer answer =
        client.post(
            "/api/v1/jobs",
            "{" + DATA + ",\"network\":{\"type\":\"lstm\",\"forgetGate\":\"each\"}}");
    assertThat(answer.body().path("detail").asString())
        .isEqualTo("Expected one of [own, coupled, none], found each.");
  }

  @Test
  void aWrongChoiceOfTheLibraryIsToldWhatThereIsToChoose() {
    Client.Answer answer =
        client.post(
            "/api/v1/jobs",
            "{\"data\":{\"task\":\"adding\"},\"network\":{\"type\":\"original\",\"cellInput\":\"tanh\"}}");
    assertThat(answer.body().path("detail").asString())
        .isEqualTo("Expected one of [unit, centered-one, centered-two, identity], found tanh.");
  }

  @Test
  void aParameterOfAnotherTypeIsNamed() {
    JsonNode error = client.get("/api/v1/jobs?limit=x").body().path("errors").path(0);
    assertThat(error.path("pointer").asString()).isEqualTo("?limit");
    assertThat(error.path("detail").asString()).isEqualTo("Expected a whole number, found x.");
  }

  @Test
  void aMissingParameterIsNamed() {
    Client.Answer answer = client.get("/api/v1/models/nothing/compare?first=1");
    assertProblem(answer, 422);
    assertThat(answer.body().path("errors").path(0).path("pointer").asString())
        .isEqualTo("?second");
  }

  @Test
  void hugeAndDeepBodiesAreRefusedEarly() {
    assertProblem(client.post("/api/v1/jobs", "{\"name\":\"" + "x".repeat(2_000_000) + "\"}"), 413);
    assertProblem(client.post("/api/v1/jobs", "[".repeat(1000) + "]".repeat(1000)), 422);
    assertProblem(
        client.post("/api/v1/jobs", "{" + DATA + ",\"seed\":" + "9".repeat(1000) + "}"), 413);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "text/plain,415",
    "application/xml,415",
    "*/*,415",
    "application/*,415",
    "nonsense,415",
    "application/json;charset=utf-16,422"
  })
  void otherContentTypesAreRefused(String type, int status) {
    assertProblem(client.post("/api/v1/jobs", type, "{}".getBytes(StandardCharsets.UTF_8)), status);
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/jobs/job_1,404",
    "/api/v1/jobs/job_1/runs,404",
    "/api/v1/jobs/job_1/metrics,404",
    "/api/v1/jobs/%2e%2e%2f%2e%2e,400",
    "/api/v1/papers/nc-1998,404",
    "/api/v1/papers/nc-1997/experiments/9z,404",
    "/api/v1/papers/nc-1997/experiments/9z/report,404",
    "/api/v1/papers/nc-1997/experiments/6a/report?job=job_1,404",
    "/api/v1/models/nothing,404",
    "/api/v1/models/nothing:0,404",
    "/api/v1/models/nothing:x,404",
    "/api/v1/models/nothing/versions,404",
    "/api/v1/models/nothing/versions/x,422",
    "/api/v1/datasets/ds_1,404",
    "/api/v1/datasets/ds_1/preview,404",
    "/api/v1/nothing,404",
    "/nothing,404",
    "/h2-console,404",
    "/actuator/env,404",
    "/api/v1/jobs?status=%FF,400",
    "/api/v1/jobs?limit=0,422",
    "/api/v1/jobs?limit=x,422",
    "/api/v1/jobs?limit=100000,422",
    "/api/v1/jobs?status=done,422",
    "/api/v1/jobs?sort=priority,422",
    "/api/v1/jobs?createdAfter=yesterday,422",
    "/api/v1/jobs?createdAfter=2026,422",
    "/api/v1/datasets/sunspots-yearly/preview?rows=0,422",
    "/api/v1/datasets/sunspots-yearly/preview?rows=99999999999,422"
  })
  void unknownThingsAndParametersAreNamed(String path, int status) {
    assertProblem(client.get(path), status);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-1000000000-01-01T00:00:00Z",
        "%2B1000000000-12-31T23:59:59Z",
        "%2B300000-01-01T00:00:00Z"
      })
  void timesThatNoDatabaseKnowsAreUnderstood(String time) {
    assertThat(client.get("/api/v1/jobs?createdAfter=" + time).status()).isEqualTo(200);
  }

  @Test
  void parametersThatNothingReadsAreRefused() {
    Client.Answer answer = client.get("/api/v1/jobs?statsu=running");
    assertProblem(answer, 422);
    JsonNode error = answer.body().path("errors").path(0);
    assertThat(error.path("pointer").asString()).isEqualTo("?statsu");
    assertThat(error.path("detail").asString())
        .isEqualTo(
            "Expected one of after, createdAfter, label, limit, sort, status, task, found statsu.");
    assertProblem(client.get("/api/v1/tasks?limit=3"), 422);
    assertProblem(client.post("/api/v1/datasets?nam=x", "text/csv", new byte[0]), 422);
  }

  @Test
  void methodsThatAreNotThereAreRefused() {
    assertProblem(client.delete("/api/v1/jobs"), 405);
    assertProblem(client.post("/api/v1/models", "{}"), 405);
    assertProblem(client.post("/api/v1/jobs/job_1/cancel", ""), 404);
    assertProblem(client.post("/api/v1/models/nothing/forecast", "{}"), 404);
    assertProblem(
        client.post("/api/v1/models/nothing/predict", "{\"sequences\":[{\"symbols\":[0]}]}"), 404);
    assertProblem(client.post("/api/v1/models/nothing/traces", "{\"symbols\":[0]}"), 404);
    assertProblem(
        client.post("/api/v1/papers/nc-1997/experiments/6a/jobs", "{\"trials\":21}"), 422);
    assertProblem(client.post("/api/v1/datasets", "multipart/form-data", new byte[0]), 400);
  }

  private long jobs() {
    return jdbc.sql("select count(*) from job").query(Long.class).single();
  }

  @Test
  void whatTheContainerTurnsAwayIsAProblemToo() {
    String answer = client.sendRaw("GET /api/v1/jobs/%2F HTTP/1.1\r\nHost: here\r\n\r\n");
    assertThat(answer)
        .startsWith("HTTP/1.1 400")
        .contains("application/problem+json", "\"instance\":\"/api/v1/jobs/%2F\"")
        .contains("\"code\":\"bad_request\"");
    assertThat(client.sendRaw("nonsense\r\n\r\n"))
        .startsWith("HTTP/1.1 400")
        .contains("\"code\":\"bad_request\"");
  }
}
