package dev.carrousel.service.storage;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where what is acknowledged stays.
 *
 * @param data folder of the embedded database
 */
@ConfigurationProperties("carrousel")
record StorageProperties(@DefaultValue("./data") Path data) {

  Path databaseFile() {
    return data.resolve("carrousel.mv.db");
  }

  Path backups() {
    return data.resolve("backups");
  }
}
