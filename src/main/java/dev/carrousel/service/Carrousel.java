package dev.carrousel.service;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The Spring application. */
@SpringBootApplication
@ConfigurationPropertiesScan
class Carrousel {}
