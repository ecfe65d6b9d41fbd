package dev.carrousel.service;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;

/** A test that talks to the whole service over HTTP; all of them share one. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "carrousel.data=./target/journeys/${random.uuid}",
      "carrousel.datasets.max-size=1MB",
      "carrousel.imports.max-size=1MB",
      "carrousel.datasets.max-columns=20",
      "carrousel.training.queue-capacity=50",
      "carrousel.training.checkpoint-interval=300ms",
      "carrousel.owners.header=X-Owner",
      "carrousel.training.queued-runs-per-owner=40",
      "carrousel.sessions.per-owner=60"
    })
@interface JourneyTest {}
