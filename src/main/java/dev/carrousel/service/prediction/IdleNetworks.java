package dev.carrousel.service.prediction;

import com.github.benmanes.caffeine.cache.Cache;
import dev.carrousel.lstm.kernel.Kernels;
import dev.carrousel.lstm.learner.Learner;
import dev.carrousel.service.models.BoundedCaches;
import dev.carrousel.service.models.Models;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * Networks that wait for the next question. Building one costs more than many an answer, and one
 * thread at a time may use it: so a network is lent to a single question and taken back after it.
 */
@Component
@EnableConfigurationProperties(PredictionProperties.class)
class IdleNetworks {

  private final Kernels kernels;
  private final Cache<Place, Idle> idle;
  private final int places;

  IdleNetworks(Kernels kernels, PredictionProperties properties, MeterRegistry registry) {
    this.kernels = kernels;
    idle =
        BoundedCaches.make(
            "networks", properties.cacheSize(), registry, (Place place, Idle one) -> one.bytes());
    places = Runtime.getRuntime().availableProcessors();
  }

  /** Lends a network of a model. Not to be used any more once it is given back. */
  Loan borrow(Models.Loaded model) {
    for (int number = 0; number < places; number++) {
      Idle found = idle.asMap().remove(new Place(model.artifactId(), number));
      if (found != null) {
        return new Loan(model.artifactId(), found.network());
      }
    }
    return new Loan(model.artifactId(), Networks.of(model.artifact(), kernels));
  }

  private void giveBack(String artifactId, Learner network) {
    Idle one = new Idle(network, network.bytes());
    for (int number = 0; number < places; number++) {
      if (idle.asMap().putIfAbsent(new Place(artifactId, number), one) == null) {
        return;
      }
    }
  }

  /** Where a network waits; of each artifact as many do as processors can use at a time. */
  private record Place(String artifactId, int number) {}

  /** A network and the memory it takes now. */
  private record Idle(Learner network, long bytes) {}

  /** A network on loan. */
  final class Loan implements AutoCloseable {

    private final String artifactId;
    private final Learner network;

    private Loan(String artifactId, Learner network) {
      this.artifactId = artifactId;
      this.network = network;
    }

    Learner network() {
      return network;
    }

    /** Gives it back, whole: a question that failed leaves no trace in a network. */
    @Override
    public void close() {
      giveBack(artifactId, network);
    }
  }
}
