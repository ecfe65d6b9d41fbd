package dev.carrousel.service.models;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.carrousel.lstm.kernel.Forgetting;
import dev.carrousel.lstm.layered.LayeredShape;
import dev.carrousel.lstm.layered.ReadOut;
import dev.carrousel.lstm.original.OriginalTopology;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The shape of a trained network: what must be known to build it again around its weights. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = NetworkShape.Lstm.class, name = "lstm"),
  @JsonSubTypes.Type(value = NetworkShape.Original.class, name = "original")
})
public sealed interface NetworkShape {

  /**
   * A layered LSTM. Models that were stored before there was a choice have only the sizes.
   *
   * @param inputSize width of the input vectors, or number of symbols
   * @param embeddingSize width of the learned vector of each symbol, 0 for none
   * @param layers hidden size of each layer
   * @param outputSize width of the output vectors
   * @param forgetting what multiplies a cell's state from step to step
   * @param peepholes whether gates see the state of their cell
   * @param bidirectional whether a second direction reads each sequence from its end
   * @param readOut what the outputs are computed from
   */
  record Lstm(
      int inputSize,
      @Nullable Integer embeddingSize,
      List<Integer> layers,
      int outputSize,
      @Nullable Forgetting forgetting,
      @Nullable Boolean peepholes,
      @Nullable Boolean bidirectional,
      @Nullable ReadOut readOut)
      implements NetworkShape {

    /** From the library's shape. */
    public static Lstm of(LayeredShape shape) {
      return new Lstm(
          shape.inputSize(),
          shape.embeddingSize(),
          shape.layers(),
          shape.outputSize(),
          shape.forgetting(),
          shape.peepholes(),
          shape.bidirectional(),
          shape.readOut());
    }

    /** The library's shape. */
    public LayeredShape toShape() {
      return new LayeredShape(
          inputSize,
          requireNonNullElse(embeddingSize, 0),
          layers,
          outputSize,
          requireNonNullElse(forgetting, Forgetting.GATE),
          requireNonNullElse(peepholes, false),
          requireNonNullElse(bidirectional, false),
          requireNonNullElse(readOut, ReadOut.STEP));
    }
  }

  /**
   * An LSTM of 1995 to 1997.
   *
   * @param topology who feeds whom
   * @param outputGateCompetition whether only the strongest output gate may open
   */
  record Original(OriginalTopology topology, boolean outputGateCompetition)
      implements NetworkShape {}
}
