package io.github.latchkey;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The rooms and their rules, as `src/docs/architecture.md` draws them.
///
/// Each rule is held against the program, and against a class in `violations` that breaks it: a
/// rule that lets that one through guards nothing.
class ArchitectureTest {

  private static final List<String> ROOMS =
      List.of(
          "fault",
          "json",
          "secret",
          "vault",
          "keyring",
          "engine",
          "platform",
          "app",
          "cli",
          "desktop");

  private static final Map<String, ArchRule> RULES = rules();

  private static JavaClasses program;
  private static JavaClasses violations;

  @BeforeAll
  static void readClasses() {
    program =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.github.latchkey");
    violations = new ClassFileImporter().importPackages("violations.latchkey");
  }

  private static Map<String, ArchRule> rules() {
    Map<String, ArchRule> rules = new LinkedHashMap<>();
    rules.put("the leaf rooms use no room", uses(List.of("fault", "secret")));
    rules.put("json uses fault", uses(List.of("json"), "fault"));
    rules.put(
        "the vault knows no token and no screen",
        uses(List.of("vault"), "secret", "json", "fault"));
    rules.put(
        "the keyring knows the vault alone", uses(List.of("keyring"), "vault", "secret", "fault"));
    rules.put(
        "the engine knows no vault and no screen",
        uses(List.of("engine"), "secret", "json", "fault"));
    rules.put(
        "platforms know the engine alone",
        uses(List.of("platform"), "engine", "json", "fault", "secret"));
    rules.put(
        "app knows no face",
        uses(List.of("app"), "vault", "engine", "platform", "secret", "json", "fault"));
    rules.put(
        "the command line does not know the window",
        uses(List.of("cli"), "app", "vault", "engine", "platform", "secret", "json", "fault"));
    rules.put(
        "the window does not know the command line",
        uses(List.of("desktop"), "app", "vault", "engine", "platform", "secret", "json", "fault"));
    rules.put("JavaFX is in the desktop alone", outside("javafx..", "desktop"));
    rules.put("AtlantaFX is in the desktop alone", outside("atlantafx..", "desktop"));
    rules.put("java-jwt is in the engine alone", outside("com.auth0..", "engine"));
    rules.put(
        "Bouncy Castle is in the engine and the vault",
        outside("org.bouncycastle..", "engine", "vault"));
    rules.put("D-Bus is in the keyring alone", outside("org.freedesktop..", "keyring"));
    rules.put("picocli is in the command line alone", outside("picocli..", "cli"));
    rules.put(
        "libraries do not show in public signatures",
        methods()
            .that()
            .arePublic()
            .and()
            .areDeclaredInClassesThat()
            .arePublic()
            .and()
            .areDeclaredInClassesThat()
            .resideInAnyPackage("..latchkey.engine..", "..latchkey.vault..")
            .should(showNoLibrary()));
    rules.put(
        "nothing registers a security provider",
        noClasses()
            .should()
            .callMethod(java.security.Security.class, "addProvider", java.security.Provider.class));
    rules.put("nothing opens a connection", noClasses().should().dependOnClassesThat(connects()));
    rules.put(
        "only the command line prints",
        noClasses()
            .that()
            .resideOutsideOfPackage("..latchkey.cli..")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err"));
    rules.put(
        "no stack trace is printed",
        noClasses()
            .should()
            .callMethodWhere(
                DescribedPredicate.describe(
                    "print a stack trace", call -> call.getName().equals("printStackTrace"))));
    rules.put(
        "view-models hold no nodes",
        noClasses()
            .that()
            .haveSimpleNameEndingWith("ViewModel")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "javafx.scene..", "javafx.stage..", "javafx.fxml..", "javafx.application.."));
    rules.put(
        "threads are made in desktop.task, for key derivation, the keyring and batches alone",
        noClasses()
            .that()
            .resideOutsideOfPackage("..desktop.task..")
            .and()
            .haveNameNotMatching("io\\.github\\.latchkey\\.vault\\.(Argon\\w+|UnlockWarmUp)")
            .and()
            .haveNameNotMatching(
                "io\\.github\\.latchkey\\.(engine\\.TokenBatch|engine\\.keys\\.LibraryDerivation"
                    + "|cli\\.Interruption|keyring\\.SecretServiceKeyring)")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("javafx.concurrent..")
            .orShould()
            .callMethod("javafx.application.Platform", "runLater", "java.lang.Runnable")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.concurrent.Executors")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.Timer")
            .orShould()
            .callConstructorWhere(
                DescribedPredicate.describe(
                    "make a thread", call -> call.getTargetOwner().isAssignableTo(Thread.class)))
            .orShould()
            .callMethodWhere(
                DescribedPredicate.describe(
                    "make a thread",
                    call ->
                        call.getTargetOwner().isEquivalentTo(Thread.class)
                            && List.of("ofPlatform", "ofVirtual", "startVirtualThread")
                                .contains(call.getName()))));
    rules.put(
        "only the printing system's programs and stty are started, by one class each",
        noClasses()
            .that()
            .haveNameNotMatching(
                "io\\.github\\.latchkey\\.(desktop\\.recovery\\.SystemProgram"
                    + "|cli\\.ControllingTerminal)")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(ProcessBuilder.class)
            .orShould()
            .callMethodWhere(
                DescribedPredicate.describe(
                    "start a program",
                    call ->
                        call.getTargetOwner().isEquivalentTo(Runtime.class)
                            && call.getName().equals("exec"))));
    rules.put(
        "JavaFX prints on Windows alone: elsewhere the JDK writes the page into a file",
        noClasses()
            .that()
            .haveNameNotMatching("io\\.github\\.latchkey\\.desktop\\.recovery\\.WindowsPrinters")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javafx.print..", "javax.print..", "java.awt.print.."));
    return rules;
  }

  static Stream<String> ruleNames() {
    return RULES.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("ruleNames")
  void theProgramKeepsTheRule(String rule) {
    RULES.get(rule).check(program);
  }

  @ParameterizedTest
  @MethodSource("ruleNames")
  void theRuleSeesItsViolation(String rule) {
    assertTrue(
        RULES.get(rule).allowEmptyShould(true).evaluate(violations).hasViolation(),
        "nothing in violations breaks it");
  }

  @Test
  void roomsHaveNoCycles() {
    slices().matching("io.github.latchkey.(*)..").should().beFreeOfCycles().check(program);
    assertTrue(
        slices()
            .matching("violations.latchkey.(*)..")
            .should()
            .beFreeOfCycles()
            .evaluate(violations)
            .hasViolation());
  }

  @Test
  void everyClassLivesInARoom() {
    classes()
        .should()
        .resideInAnyPackage(
            Stream.concat(
                    Stream.of("io.github.latchkey"),
                    ROOMS.stream().map(room -> "io.github.latchkey." + room + ".."))
                .toArray(String[]::new))
        .check(program);
    assertFalse(program.isEmpty());
  }

  private static ArchRule uses(List<String> rooms, String... allowed) {
    List<String> forbidden =
        ROOMS.stream()
            .filter(room -> !rooms.contains(room) && !Arrays.asList(allowed).contains(room))
            .toList();
    return noClasses()
        .that()
        .resideInAnyPackage(packages(rooms))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages(forbidden));
  }

  private static ArchRule outside(String library, String... rooms) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(packages(List.of(rooms)))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library);
  }

  private static String[] packages(List<String> rooms) {
    return rooms.stream().map(room -> "..latchkey." + room + "..").toArray(String[]::new);
  }

  private static DescribedPredicate<JavaClass> connects() {
    List<String> allowed =
        List.of("java.net.URI", "java.net.URL", "java.net.URLEncoder", "java.net.URLDecoder");
    return DescribedPredicate.describe(
        "open connections",
        type ->
            type.getPackageName().startsWith("java.net.http")
                || type.getPackageName().startsWith("java.rmi")
                || type.getPackageName().startsWith("javax.net")
                || type.isAssignableTo(java.nio.channels.NetworkChannel.class)
                || (type.getPackageName().equals("java.net") && !allowed.contains(type.getName())));
  }

  private static ArchCondition<JavaMethod> showNoLibrary() {
    return new ArchCondition<>("show no library type") {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        Stream.concat(Stream.of(method.getRawReturnType()), method.getRawParameterTypes().stream())
            .filter(
                type ->
                    type.getName().startsWith("com.auth0")
                        || type.getName().startsWith("org.bouncycastle"))
            .forEach(
                type ->
                    events.add(
                        SimpleConditionEvent.violated(
                            method, method.getFullName() + " shows " + type.getName())));
      }
    };
  }
}
