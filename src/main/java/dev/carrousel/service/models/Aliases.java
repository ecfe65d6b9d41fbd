package dev.carrousel.service.models;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Names that point at versions of a model and can be moved, such as champion. */
@Component
class Aliases {

  private final JdbcClient jdbc;

  Aliases(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Integer> version(String name, String alias) {
    return jdbc.sql("select version from model_alias where name = ? and alias = ?")
        .params(name, alias)
        .query(Integer.class)
        .optional();
  }

  List<String> of(String name, int version) {
    return jdbc.sql("select alias from model_alias where name = ? and version = ? order by alias")
        .params(name, version)
        .query((row, _) -> row.getString(1))
        .list();
  }

  void point(String name, String alias, int version) {
    int moved =
        jdbc.sql("update model_alias set version = ? where name = ? and alias = ?")
            .params(version, name, alias)
            .update();
    if (moved == 0) {
      jdbc.sql("insert into model_alias (name, alias, version) values (?, ?, ?)")
          .params(name, alias, version)
          .update();
    }
  }

  boolean remove(String name, String alias) {
    return jdbc.sql("delete from model_alias where name = ? and alias = ?")
            .params(name, alias)
            .update()
        > 0;
  }

  /** The next number of a model; numbers of deleted versions are not given again. */
  int nextNumber(String name) {
    int counted =
        jdbc.sql("update model_number set last_version = last_version + 1 where name = ?")
            .param(name)
            .update();
    if (counted == 0) {
      jdbc.sql("insert into model_number (name, last_version) values (?, 1)").param(name).update();
    }
    return jdbc.sql("select last_version from model_number where name = ?")
        .param(name)
        .query(Integer.class)
        .single();
  }
}
