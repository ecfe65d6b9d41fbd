package dev.carrousel.service.storage;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Where what is acknowledged stays.
 *
 * @param data folder of the embedded database
 * @param diskReserve room on its disk below which nothing is written any more
 */
@ConfigurationProperties("carrousel")
record StorageProperties(
    @DefaultValue("./data") Path data, @DefaultValue("32MB") DataSize diskReserve) {

  Path databaseFile() {
    return data.resolve("carrousel.mv.db");
  }

  Path backups() {
    return data.resolve("backups");
  }
}
