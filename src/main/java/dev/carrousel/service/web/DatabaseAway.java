package dev.carrousel.service.web;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.hibernate.TransactionException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;

/** Tells a database that cannot be used now from a statement that is wrong. */
public final class DatabaseAway {

  /** Connection exceptions, operator intervention and lack of room, as SQL:2011 classes them. */
  private static final Set<String> CLASSES = Set.of("08", "57", "53");

  /** H2: closed, not open, broken, file locked, input or output failed, out of memory. */
  private static final Set<String> EMBEDDED =
      Set.of("90098", "90121", "90067", "90020", "90028", "90031", "90108");

  private DatabaseAway() {}

  /** Whether a failure comes from a database that is away. */
  public static boolean isReasonOf(Throwable failure) {
    boolean inDatabase = false;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      inDatabase |= cause instanceof SQLException;
      if (isAway(cause) || (inDatabase && cause instanceof IOException)) {
        return true;
      }
    }
    return false;
  }

  /** A transaction that can neither end well nor badly has lost its connection. */
  private static boolean isAway(Throwable cause) {
    return cause instanceof SQLTransientConnectionException
        || cause instanceof TransactionException
        || cause instanceof DataAccessResourceFailureException
        || (cause instanceof SQLException sql && isAway(sql.getSQLState()));
  }

  private static boolean isAway(@Nullable String state) {
    return state != null
        && state.length() == 5
        && (CLASSES.contains(state.substring(0, 2)) || EMBEDDED.contains(state));
  }
}
