package dev.carrousel.service.models;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.carrousel.lstm.original.OriginalTopology;
import java.util.List;

/** The shape of a trained network: what must be known to build it again around its weights. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = NetworkShape.Lstm.class, name = "lstm"),
  @JsonSubTypes.Type(value = NetworkShape.Original.class, name = "original")
})
public sealed interface NetworkShape {

  /**
   * A layered LSTM.
   *
   * @param inputSize width of the input vectors
   * @param layers hidden size of each layer
   * @param outputSize width of the output vectors
   */
  record Lstm(int inputSize, List<Integer> layers, int outputSize) implements NetworkShape {}

  /**
   * An LSTM of 1995 to 1997.
   *
   * @param topology who feeds whom
   * @param outputGateCompetition whether only the strongest output gate may open
   */
  record Original(OriginalTopology topology, boolean outputGateCompetition)
      implements NetworkShape {}
}
