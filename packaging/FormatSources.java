import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Checks (or with `-Dlatchkey.format=write` rewrites) the layout of every Java source with google-java-format.
///
/// A single-file program, because the formatter has to run on the JDK that knows the language level of the sources,
/// which is not the one that Maven runs on. Arguments: the formatter's jar, then folders.
class FormatSources {

  public static void main(String[] arguments) throws IOException, InterruptedException {
    boolean write = "write".equals(System.getProperty("latchkey.format"));
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String part : List.of("api", "code", "file", "parser", "tree", "util")) {
      command.add("--add-exports=jdk.compiler/com.sun.tools.javac." + part + "=ALL-UNNAMED");
    }
    command.addAll(List.of("-jar", arguments[0]));
    command.addAll(write ? List.of("--replace") : List.of("--dry-run", "--set-exit-if-changed"));
    int options = command.size();
    for (int i = 1; i < arguments.length; i++) {
      try (var files = Files.walk(Path.of(arguments[i]))) {
        files.filter(file -> file.toString().endsWith(".java")).map(Path::toString).sorted().forEach(command::add);
      }
    }
    if (command.size() == options) {
      throw new IllegalStateException("no Java source found");
    }
    int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (exit != 0) {
      System.err.println("The files above are not formatted. Run: mvn -q -Pformat -DskipTests verify");
    }
    System.exit(exit);
  }
}
