package io.plimsoll.engine;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;

/** The floors of the engine, and what its deterministic floors must not use. */
@AnalyzeClasses(packages = "io.plimsoll", importOptions = DoNotIncludeTests.class)
class FloorsTest {
  private static final String[] DETERMINISTIC = {
    "io.plimsoll.protocol",
    "io.plimsoll.engine.memory..",
    "io.plimsoll.engine.event..",
    "io.plimsoll.engine.instrument..",
    "io.plimsoll.engine.account..",
    "io.plimsoll.engine.margin..",
    "io.plimsoll.engine.trigger..",
    "io.plimsoll.engine.waterfall..",
    "io.plimsoll.engine.core..",
  };

  private static final String ENGINE = "io.plimsoll.engine.";

  @ArchTest
  static final ArchRule importsPointDown =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("runtime")
          .definedBy(ENGINE + "runtime..")
          .layer("snapshot")
          .definedBy(ENGINE + "snapshot..")
          .layer("journal")
          .definedBy(ENGINE + "journal..")
          .layer("core")
          .definedBy(ENGINE + "core..")
          .layer("waterfall")
          .definedBy(ENGINE + "waterfall..")
          .layer("trigger")
          .definedBy(ENGINE + "trigger..")
          .layer("margin")
          .definedBy(ENGINE + "margin..")
          .layer("account")
          .definedBy(ENGINE + "account..")
          .layer("instrument")
          .definedBy(ENGINE + "instrument..")
          .layer("event")
          .definedBy(ENGINE + "event..")
          .layer("memory")
          .definedBy(ENGINE + "memory..")
          .layer("protocol")
          .definedBy("io.plimsoll.protocol..")
          .whereLayer("runtime")
          .mayOnlyAccessLayers("snapshot", "journal", "core", "event", "protocol")
          .whereLayer("snapshot")
          .mayOnlyAccessLayers("journal", "core", "event", "memory", "protocol")
          .whereLayer("journal")
          .mayOnlyAccessLayers("core", "event", "memory", "protocol")
          .whereLayer("core")
          .mayOnlyAccessLayers(
              "waterfall",
              "trigger",
              "margin",
              "account",
              "instrument",
              "event",
              "memory",
              "protocol")
          .whereLayer("waterfall")
          .mayOnlyAccessLayers(
              "trigger", "margin", "account", "instrument", "event", "memory", "protocol")
          .whereLayer("trigger")
          .mayOnlyAccessLayers("margin", "account", "instrument", "memory", "protocol")
          .whereLayer("margin")
          .mayOnlyAccessLayers("account", "instrument", "memory", "protocol")
          .whereLayer("account")
          .mayOnlyAccessLayers("instrument", "event", "memory", "protocol")
          .whereLayer("instrument")
          .mayOnlyAccessLayers("memory", "protocol")
          .whereLayer("event")
          .mayOnlyAccessLayers("protocol")
          .whereLayer("memory")
          .mayNotAccessAnyLayer()
          .whereLayer("protocol")
          .mayNotAccessAnyLayer();

  @ArchTest
  static final ArchRule engineUsesNothingBeyondItsThreeLibraries =
      noClasses()
          .that()
          .resideInAPackage("io.plimsoll.engine..")
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages(
              "io.plimsoll..",
              "java..",
              "org.agrona..",
              "net.openhft.chronicle..",
              "org.HdrHistogram..");

  @ArchTest
  static final ArchRule chronicleStaysInTheJournal =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.plimsoll.engine.journal..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("net.openhft..");

  @ArchTest
  static final ArchRule noClockAndNoThread =
      noClasses()
          .that()
          .resideInAnyPackage(DETERMINISTIC)
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .dependOnClassesThat()
          .resideInAPackage("java.time..")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Thread.class)
          .orShould()
          .dependOnClassesThat()
          .resideInAPackage("java.util.concurrent..");

  @ArchTest
  static final ArchRule noRandomSource =
      noClasses()
          .that()
          .resideInAnyPackage(DETERMINISTIC)
          .should()
          .dependOnClassesThat()
          .areAssignableTo(Random.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(ThreadLocalRandom.class)
          .orShould()
          .callMethod(Math.class, "random")
          .orShould()
          .callMethod(System.class, "identityHashCode", Object.class);

  @ArchTest
  static final ArchRule noFloatingPointFields =
      noFields()
          .that()
          .areDeclaredInClassesThat()
          .resideInAnyPackage(DETERMINISTIC)
          .should()
          .haveRawType(double.class)
          .orShould()
          .haveRawType(float.class);

  @ArchTest
  static final ArchRule noFloatingPointResults =
      noMethods()
          .that()
          .areDeclaredInClassesThat()
          .resideInAnyPackage(DETERMINISTIC)
          .should()
          .haveRawReturnType(double.class)
          .orShould()
          .haveRawReturnType(float.class);

  @ArchTest
  static final ArchRule noHashOrder =
      noClasses()
          .that()
          .resideInAnyPackage(DETERMINISTIC)
          .should()
          .dependOnClassesThat(
              JavaClass.Predicates.assignableTo(java.util.HashMap.class)
                  .or(JavaClass.Predicates.assignableTo(java.util.HashSet.class))
                  .or(JavaClass.Predicates.assignableTo(java.util.IdentityHashMap.class)));
}
