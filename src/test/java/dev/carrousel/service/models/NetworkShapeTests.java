package dev.carrousel.service.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carrousel.lstm.kernel.Forgetting;
import dev.carrousel.lstm.layered.LayeredShape;
import dev.carrousel.lstm.layered.ReadOut;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class NetworkShapeTests {

  private static final JsonMapper JSON = new JsonMapper();

  @Test
  void shapeSurvivesJson() {
    LayeredShape shape =
        LayeredShape.of(3, List.of(4, 5), 2)
            .withCells(Forgetting.COUPLED, true)
            .withEmbedding(6)
            .inBothDirections()
            .withReadOut(ReadOut.SEQUENCE);
    String json = JSON.writeValueAsString(NetworkShape.Lstm.of(shape));
    NetworkShape read = JSON.readValue(json, NetworkShape.class);
    assertThat(((NetworkShape.Lstm) read).toShape()).isEqualTo(shape);
  }

  @Test
  void shapesStoredWithSizesOnlyAreStillRead() {
    NetworkShape read =
        JSON.readValue(
            "{\"type\":\"lstm\",\"inputSize\":3,\"layers\":[4],\"outputSize\":2}",
            NetworkShape.class);
    assertThat(((NetworkShape.Lstm) read).toShape()).isEqualTo(LayeredShape.of(3, List.of(4), 2));
  }
}
