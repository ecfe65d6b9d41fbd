package dev.carrousel.service;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.test.context.ContextConfiguration;

/** A test that talks to the whole service over HTTP; all of them share one. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "carrousel.datasets.max-size=1MB",
      "carrousel.imports.max-size=1MB",
      "carrousel.datasets.max-columns=20",
      "carrousel.training.queue-capacity=50",
      "carrousel.training.checkpoint-interval=300ms",
      "carrousel.owners.header=X-Owner",
      "carrousel.training.queued-runs-per-owner=40",
      "carrousel.sessions.per-owner=60"
    })
@Import(JourneyTest.Connected.class)
@ContextConfiguration(initializers = JourneyTest.FreshFolder.class)
@interface JourneyTest {

  /** A client of the service, once its port is known. */
  @TestConfiguration(proxyBeanMethods = false)
  final class Connected {

    @Bean
    @Lazy
    Client client(@Value("${local.server.port}") int port) {
      return new Client(port);
    }
  }

  /** Nothing of an earlier run is found. */
  final class FreshFolder implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
      TestPropertyValues.of("carrousel.data=./target/journeys/" + UUID.randomUUID())
          .applyTo(context);
    }
  }
}
