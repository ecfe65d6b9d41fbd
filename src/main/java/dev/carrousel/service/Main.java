package dev.carrousel.service;

import org.springframework.boot.SpringApplication;

/** Starts the service. */
public final class Main {

  private Main() {}

  static void main(String[] arguments) {
    SpringApplication.run(Carrousel.class, arguments);
  }
}
