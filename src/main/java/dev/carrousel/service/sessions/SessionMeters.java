package dev.carrousel.service.sessions;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/** What operators watch of sessions. */
@Component
class SessionMeters {

  private final Counter expired;
  private final Counter lost;
  private final Timer step;
  private final AtomicLong live = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();

  SessionMeters(MeterRegistry registry) {
    expired =
        Counter.builder("carrousel.sessions.expired")
            .description("Sessions that nobody used within their idle limit")
            .register(registry);
    lost =
        Counter.builder("carrousel.sessions.lost")
            .description("Sessions whose instance ended without writing them down")
            .register(registry);
    step =
        Timer.builder("carrousel.session.step")
            .description("Time in which a session takes one observation")
            .publishPercentiles(0.5, 0.99)
            .register(registry);
    Gauge.builder("carrousel.sessions.live", live, AtomicLong::get)
        .description("Sessions that this instance keeps")
        .register(registry);
    Gauge.builder("carrousel.sessions.memory", bytes, AtomicLong::get)
        .description("What their states may take")
        .baseUnit("bytes")
        .register(registry);
  }

  void kept(long number, long reserved) {
    live.set(number);
    bytes.set(reserved);
  }

  void expired() {
    expired.increment();
  }

  void lost(int number) {
    lost.increment(number);
  }

  void stepped(long nanos, int observations) {
    for (int each = 0; each < observations; each++) {
      step.record(Duration.ofNanos(nanos / observations));
    }
  }
}
