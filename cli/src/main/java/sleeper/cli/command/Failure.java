package sleeper.cli.command;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import sleeper.core.error.BudgetExceeded;
import sleeper.core.error.CommitConflict;
import sleeper.core.error.CommitRejected;
import sleeper.core.error.CommitStateUnknown;
import sleeper.core.error.CorruptData;
import sleeper.core.error.InvalidInput;
import sleeper.core.error.LeaseLost;

/**
 * An exception as the user gets it: one sentence and an exit code.
 *
 * @param code what the shell is told
 * @param message what went wrong and what to do
 */
public record Failure(ExitCode code, String message) {

  private static final String SDK = "software.amazon.awssdk.";

  /** What an exception means to the user. */
  public static Failure of(Throwable thrown) {
    Throwable cause = unwrapped(thrown);
    if (wasInterrupted(cause)) {
      return new Failure(ExitCode.INTERRUPTED, "Interrupted; nothing was committed");
    }
    return new Failure(code(cause), message(cause));
  }

  /**
   * Whether the failure came of an interruption, whatever it was taken for on the way here: a file
   * whose read was interrupted looks damaged. What is not known stays unknown.
   */
  private static boolean wasInterrupted(Throwable cause) {
    return !(cause instanceof CommitStateUnknown)
        && (isInterruption(cause) || Thread.currentThread().isInterrupted());
  }

  /** Whether nobody reads standard output any more, as after {@code | head}. */
  public static boolean isBrokenPipe(Throwable thrown) {
    Throwable cause = unwrapped(thrown);
    String message = cause.getMessage();
    return cause instanceof IOException && message != null && message.contains("Broken pipe");
  }

  private static Throwable unwrapped(Throwable thrown) {
    if (thrown instanceof UncheckedIOException && thrown.getCause() != null) {
      return unwrapped(thrown.getCause());
    }
    return thrown;
  }

  private static ExitCode code(Throwable cause) {
    if (cause instanceof InvalidInput || isAboutPaths(cause)) {
      return ExitCode.INVALID_INPUT;
    } else if (cause instanceof BudgetExceeded || cause instanceof OutOfMemoryError) {
      return ExitCode.BUDGET_EXCEEDED;
    } else if (cause instanceof CommitConflict
        || cause instanceof CommitRejected
        || cause instanceof LeaseLost) {
      return ExitCode.CONFLICT;
    } else if (cause instanceof CommitStateUnknown) {
      return ExitCode.UNKNOWN;
    } else if (cause instanceof CorruptData) {
      return ExitCode.DAMAGED;
    }
    return ExitCode.FAILED;
  }

  /** Channels and waits each have an exception of their own for an interrupted thread. */
  private static boolean isInterruption(Throwable cause) {
    return cause instanceof InterruptedException
        || cause instanceof CancellationException
        || cause instanceof ClosedByInterruptException
        || (isFromSdk(cause) && AwsFailure.isInterruption(cause))
        || (cause instanceof InterruptedIOException && !(cause instanceof SocketTimeoutException));
  }

  /** Whether a failure came of the SDK, which need not be loaded to tell. */
  private static boolean isFromSdk(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause.getClass().getName().startsWith(SDK)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAboutPaths(Throwable cause) {
    return cause instanceof NoSuchFileException
        || cause instanceof FileAlreadyExistsException
        || cause instanceof NotDirectoryException
        || cause instanceof AccessDeniedException;
  }

  private static String message(Throwable cause) {
    if (cause instanceof FileSystemException file) {
      return aboutFile(file);
    } else if (cause instanceof OutOfMemoryError) {
      return "Java ran out of memory ("
          + text(cause)
          + "); give the command more with --memory or SLEEPER_JAVA_OPTS=-Xmx...";
    } else if (!isOurs(cause) && isFromSdk(cause)) {
      return AwsFailure.sentence(cause, text(cause));
    } else if (isDefect(cause)) {
      return "Something went wrong inside (%s: %s); --verbose shows where"
          .formatted(cause.getClass().getSimpleName(), text(cause));
    }
    return text(cause);
  }

  private static boolean isDefect(Throwable cause) {
    return !(cause instanceof IOException) && !isOurs(cause);
  }

  /** Whether its sentence says already what to do. */
  private static boolean isOurs(Throwable cause) {
    return cause.getClass().getName().startsWith("sleeper.core.error.");
  }

  private static String aboutFile(FileSystemException cause) {
    String file = cause.getFile();
    if (cause instanceof NoSuchFileException) {
      return "There is no file " + file;
    } else if (cause instanceof FileAlreadyExistsException) {
      return "File " + file + " exists already";
    } else if (cause instanceof AccessDeniedException) {
      return "There is no permission to use " + file;
    } else if (cause instanceof NotDirectoryException) {
      return "Path " + file + " is not a folder";
    }
    String reason = Optional.ofNullable(cause.getReason()).orElse("no reason given");
    return file == null ? reason : "File %s cannot be used: %s".formatted(file, reason);
  }

  private static String text(Throwable cause) {
    @Nullable String message = cause.getMessage();
    return message == null || message.isBlank() ? cause.getClass().getSimpleName() : message;
  }
}
