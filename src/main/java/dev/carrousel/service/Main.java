package dev.carrousel.service;

import org.springframework.boot.SpringApplication;

/** Starts the service, in a virtual machine that has the Vector API if it can be had. */
public final class Main {

  private Main() {}

  /** Starts the service. */
  public static void main(String[] arguments) {
    Relaunch.withVectorApi();
    SpringApplication.run(Carrousel.class, arguments);
  }
}
